//! An element of HTML or SVG: one that is made step by step.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use rstml::node::{Infallible, KeyedAttribute, NodeAttribute, NodeElement};
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprLit, ExprTuple, Ident, Lit};

use crate::{children, hidden};

/// Names that mean an element of SVG; none of ours has a namesake in HTML.
const SVG: [&str; 10] =
    ["circle", "defs", "ellipse", "g", "line", "path", "polyline", "rect", "svg", "use"];

/// Events that Leptos has no type for.
const UNTYPED: [&str; 1] = ["cancel"];

pub(crate) fn expand(element: &NodeElement<Infallible>) -> Result<TokenStream, Error> {
    let tag = element.name().to_string();
    let make = if SVG.contains(&tag.as_str()) { quote!(svg) } else { quote!(html) };
    let it = hidden("element");
    let mut fixed = Vec::new();
    let mut steps = Vec::new();
    for attribute in element.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "an attribute is `name=value`"));
        };
        match attribute.value() {
            Some(Expr::Lit(ExprLit { lit: Lit::Str(value), .. }))
                if !attribute.key.to_string().contains(':') =>
            {
                let name = plain_name(attribute);
                fixed.push(quote!((#name, #value)));
            }
            value => {
                let step = step(&it, attribute, value)?;
                steps.push(step);
            }
        }
    }
    let children = children(&element.children)?;
    Ok(quote! {{
        let mut #it = crate::dom::El::#make(#tag, &[#(#fixed),*]);
        #(#steps)*
        #(crate::dom::El::child(&mut #it, #children);)*
        crate::dom::El::view(#it)
    }})
}

fn plain_name(attribute: &KeyedAttribute) -> String {
    attribute.key.to_string().replace("r#", "")
}

/// The call that gives the element what does not stand in the markup as it is.
fn step(
    it: &Ident,
    attribute: &KeyedAttribute,
    value: Option<&Expr>,
) -> Result<TokenStream, Error> {
    let name = plain_name(attribute);
    let span = attribute.span();
    let call = |method: &str, parts: TokenStream| {
        let method = Ident::new(method, span);
        // By its path: traits of Leptos have methods of the same names.
        quote_spanned!(span=> crate::dom::El::#method(&mut #it, #parts);)
    };
    let Some(value) = value else { return Ok(call("attr", quote!(#name, true))) };
    Ok(match name.split_once(':') {
        Some(("on", event)) if UNTYPED.contains(&event) => call("heard", quote!(#event, #value)),
        Some(("on", event)) => {
            let kind = Ident::new(event, attribute.key.span());
            call("on", quote!(::leptos::ev::#kind, #event, #value))
        }
        Some(("prop", name)) => call("prop", quote!(#name, #value)),
        None => match (name.as_str(), pair(value)) {
            ("node_ref", _) => call("node_ref", quote!(#value)),
            ("inner_html", _) => call("prop", quote!("innerHTML", #value)),
            ("style" | "class", Some(parts)) => call(&name, parts),
            _ => call("attr", quote!(#name, #value)),
        },
        Some(_) => return Err(Error::new(span, "this kind of attribute is not known")),
    })
}

/// What stands in the brackets of `style=("--name", value)`.
fn pair(value: &Expr) -> Option<TokenStream> {
    match value {
        Expr::Tuple(ExprTuple { elems, .. }) if elems.len() == 2 => Some(quote!(#elems)),
        _ => None,
    }
}
