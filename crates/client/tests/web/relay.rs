//! Where the relay of these tests is.

use wasm_bindgen_test::console_log;

/// The address of the relay's `/echo`; without one it says which test does not
/// run.
pub fn echo_url(test: &str) -> Option<&'static str> {
    given(test, "MEDIATRIX_ECHO_URL", option_env!("MEDIATRIX_ECHO_URL"))
}

/// The code of an invitation for engineers that can be used often.
pub fn invitation(test: &str) -> Option<&'static str> {
    given(test, "MEDIATRIX_INVITATION", option_env!("MEDIATRIX_INVITATION"))
}

fn given(test: &str, name: &str, value: Option<&'static str>) -> Option<&'static str> {
    let value = value.filter(|value| !value.is_empty());
    if value.is_none() {
        console_log!("skipped {test}: {name} was not set at compile time");
    }
    value
}

/// Another path on the same server.
pub fn beside(echo: &str, path: &str) -> String {
    let server = echo.strip_suffix("/echo").expect("the address ends in /echo");
    format!("{server}{path}")
}
