//! Hands requests to Leptos, with everything a page may ask for.

use std::sync::Arc;

use app::{App, Assets, Visitor, pages::shell};
use axum::Router;
use http::request::Parts;
use leptos::{
    config::LeptosOptions,
    context::{provide_context, use_context},
    nonce::Nonce,
};
use leptos_axum::{LeptosRoutes as _, generate_route_list, render_app_async_with_context};
use service::Service;

use crate::layer::CspNonce;

/// Pages and server functions; what is no address of ours gets the app's own "not found".
pub fn router(service: &Arc<Service>, assets: &Assets) -> Router {
    let context = context(service, assets);
    let options = LeptosOptions::builder().output_name("kk-daring").build();
    Router::new()
        .leptos_routes_with_context(&options, generate_route_list(App), context.clone(), shell)
        .fallback(render_app_async_with_context(context, shell))
        .with_state(options)
}

/// What a page may ask for. Runs after Leptos has put the head of the request there.
fn context(service: &Arc<Service>, assets: &Assets) -> impl Fn() + Clone + Send + Sync + 'static {
    let (service, assets) = (Arc::clone(service), assets.clone());
    move || {
        provide_context(Arc::clone(&service));
        provide_context(assets.clone());
        let Some(head) = use_context::<Parts>() else { return };
        if let Some(CspNonce(nonce)) = head.extensions.get() {
            // Leptos has minted one of its own by now; that of the policy replaces it.
            provide_context(Nonce::from_value(Arc::clone(nonce)));
        }
        if let Some(visitor) = head.extensions.get::<Visitor>() {
            provide_context(visitor.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use leptos::{
        nonce::{provide_nonce, use_nonce},
        prelude::Owner,
    };

    use super::*;
    use crate::testing::Installation;

    #[tokio::test]
    async fn leptos_writes_the_nonce_of_the_policy_and_not_its_own() {
        let installation = Installation::new().await;
        let mut request = http::Request::new(());
        request.extensions_mut().insert(CspNonce("dari-kebijakan".into()));
        let written = Owner::new().with(|| {
            provide_context(request.into_parts().0);
            provide_nonce();
            context(&installation.service, &Assets::default())();
            use_nonce()
        });
        assert_eq!(&*written.unwrap(), "dari-kebijakan");
    }
}
