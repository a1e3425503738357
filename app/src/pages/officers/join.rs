//! The page on which an invited officer begins. Looking at it changes nothing.
use super::labelled;
use crate::{
    api::officers::JOIN,
    pages::{
        frame::{Page, Script, page},
        strength::strength,
        words_of::FormErrors,
    },
    text::{Common, Officers as Words, Register, role_name},
    ui::{button::Button, card::Card, password_field::PasswordField},
    visitor::{service, visitor},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page.
pub fn join() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    page(async move {
        let visitor = visitor();
        let language = visitor.language;
        let (words, common) = (Words::of(language), Common::of(language));
        let good = Register::of(language).password_hint;
        let invited = service().invited(&token, &visitor.address).await?;
        let errors = labelled(FormErrors::of(&visitor.take(JOIN).await, language), language);
        let district = invited.district.map_or_else(String::new, |district| format!(" · {district}"));
        let scope = format!("{} · {}{district}", role_name(Some(invited.role), language), invited.office);
        let email = invited.email.clone();
        let then = service().settings().officer_second_factor.then_some(words.join_then);
        Ok(Page::new(
            words.join_title,
            view! {
                {errors.summary()}
                <h1>{words.join_title}</h1>
                <p class="lead">{words.join_intro}{then}</p>
                <Card>
                    <p class="last"><b>{invited.name}</b></p>
                    <p class="last">{scope}</p>
                    <p class="small muted last">{format!("{} {}", words.join_as, invited.email)}</p>
                </Card>
                <form method="post" action="/api/undangan" novalidate>
                    <input type="hidden" name="token" value=token />
                    // For what keeps passwords; it is not sent.
                    <input type="text" autocomplete="username" value=email readonly hidden />
                    <PasswordField name="password" label=words.password hint=good.to_owned() fresh=true show=common.show
                        hide=common.hide error=errors.field("password")>
                        {strength("password", language)}
                    </PasswordField>
                    <PasswordField name="password_again" label=words.password_again fresh=true show=common.show
                        hide=common.hide error=errors.field("password_again") />
                    <Button label=words.join wide=true />
                </form>
            },
        )
        .with(Script::Password))
    })
}
