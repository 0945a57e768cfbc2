//! A component: its properties in Leptos' builder, its children as a function.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use rstml::node::{Infallible, KeyedAttribute, KeyedAttributeValue, NodeAttribute, NodeElement};
use syn::Error;
use syn::spanned::Spanned;

use crate::fragment;

pub(crate) fn expand(component: &NodeElement<Infallible>) -> Result<TokenStream, Error> {
    let name = component.name();
    let mut props = Vec::new();
    let mut bound = Vec::new();
    for attribute in component.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "a component takes properties"));
        };
        let key = attribute.key.to_string();
        match (&attribute.possible_value, key.strip_prefix("let:")) {
            (KeyedAttributeValue::Binding(items), _) => {
                let items = &items.inputs;
                bound.push(quote!(#items));
            }
            (_, Some(item)) => {
                let item = format_ident!("{item}", span = attribute.key.span());
                bound.push(quote!(#item));
            }
            (_, None) => props.push(property(attribute)),
        }
    }
    let children = children(component, &bound)?;
    Ok(quote! {
        crate::dom::shown(::leptos::component::component_view(
            &#name,
            ::leptos::component::component_props_builder(&#name) #(#props)* #children .build(),
        ))
    })
}

/// `name` alone is short for `name=name`.
fn property(attribute: &KeyedAttribute) -> TokenStream {
    let name = &attribute.key;
    match attribute.value() {
        Some(value) => quote!(.#name(#value)),
        None => quote!(.#name(#name)),
    }
}

fn children(
    component: &NodeElement<Infallible>,
    bound: &[TokenStream],
) -> Result<TokenStream, Error> {
    if component.children.is_empty() {
        return Ok(TokenStream::new());
    }
    let children = fragment(&component.children)?;
    Ok(if bound.is_empty() {
        quote!(.children(::leptos::children::ToChildren::to_children(move || #children)))
    } else {
        quote!(.children(move |#(#bound),*| #children))
    })
}
