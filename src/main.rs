//! Starts the app in the page: the panic hook, then the mount. Screens and
//! sockets are elsewhere.

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(mediatrix::app::App);
}
