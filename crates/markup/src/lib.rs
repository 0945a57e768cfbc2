//! `view!` of the app in `src/`: the same markup as Leptos' own, which becomes
//! calls on `dom::El`, one kind of element for all, instead of a type for each
//! shape of element. What an element does is not known here.

mod component;
mod element;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use rstml::node::{Node, NodeBlock};
use syn::spanned::Spanned;
use syn::{Block, Error, Ident, Stmt};

/// Markup as a view: `AnyView`, whatever is in it.
///
/// Elements take `name=value`, `prop:name=value`, `on:event=handler`,
/// `style=("--name", value)`, `class=("name", condition)`, `inner_html=text` and
/// `node_ref=reference`; a value is a text, a number, a flag, an option of
/// these, a signal, or a function that gives one and is asked again when what
/// it read has changed. Components take their properties, and `let:name` where
/// their children are a function.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let expanded = rstml::parse2(tokens.into()).and_then(|nodes| fragment(&nodes));
    expanded.unwrap_or_else(Error::into_compile_error).into()
}

/// Some nodes as one view.
fn fragment(nodes: &[Node]) -> Result<TokenStream, Error> {
    let views = children(nodes)?;
    match views.as_slice() {
        [] => Ok(quote!(::leptos::prelude::IntoAny::into_any(()))),
        [only] => Ok(only.clone()),
        _ => Ok(quote!(::leptos::prelude::IntoAny::into_any(::std::vec![#(#views),*]))),
    }
}

/// The nodes as views, comments left out.
fn children(nodes: &[Node]) -> Result<Vec<TokenStream>, Error> {
    nodes.iter().filter_map(|child| node(child).transpose()).collect()
}

fn node(node: &Node) -> Result<Option<TokenStream>, Error> {
    Ok(Some(match node {
        Node::Comment(_) => return Ok(None),
        Node::Element(element) if is_component(&element.name().to_string()) => {
            component::expand(element)?
        }
        Node::Element(element) => element::expand(element)?,
        Node::Fragment(several) => fragment(&several.children)?,
        Node::Text(text) => {
            let words = &text.value;
            quote!(crate::dom::Child::view(#words))
        }
        Node::RawText(text) => {
            let words = text.to_string_best();
            quote!(crate::dom::Child::view(#words))
        }
        Node::Block(NodeBlock::ValidBlock(block)) => {
            let inner = unbraced(block);
            quote_spanned!(block.span()=> crate::dom::Child::view(#inner))
        }
        other => return Err(Error::new(other.span(), "this is no markup")),
    }))
}

/// What is in braces that only the markup needs.
fn unbraced(block: &Block) -> TokenStream {
    match block.stmts.as_slice() {
        [Stmt::Expr(only, None)] => quote!(#only),
        _ => quote!(#block),
    }
}

fn is_component(name: &str) -> bool {
    name.rsplit("::").next().is_some_and(|last| last.starts_with(char::is_uppercase))
}

/// A name that the markup's own expressions cannot see.
fn hidden(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
