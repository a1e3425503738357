//! A new password, by whoever knows the old one.
use crate::{
    pages::{
        frame::{Page, Script, page as framed},
        strength::strength,
        words_of::FormErrors,
    },
    routes,
    text::{Common, Register, Security},
    ui::{button::Button, password_field::PasswordField},
    visitor::{service, visitor},
};
use leptos::prelude::*;

/// The form.
pub fn page() -> impl IntoView {
    framed(async {
        let visitor = visitor();
        let words = Security::of(visitor.language);
        let common = Common::of(visitor.language);
        let good = Register::of(visitor.language).password_hint;
        service().account(&visitor.actor).await?;
        let errors = FormErrors::of(&visitor.take("sandi-ganti").await, visitor.language);
        Ok(Page::new(
            words.password_title,
            view! {
                {errors.summary()}
                <p><a href=routes::ACCOUNT>{words.back}</a></p>
                <h1>{words.password_title}</h1>
                <p class="lead">{words.password_others}</p>
                <form method="post" action="/api/sandi-ganti" novalidate>
                    <PasswordField name="current" label=words.current show=common.show hide=common.hide
                        error=errors.field("current") />
                    <PasswordField name="password" label=words.password_new hint=good.to_owned() fresh=true show=common.show
                        hide=common.hide error=errors.field("password")>
                        {strength("password", visitor.language)}
                    </PasswordField>
                    <PasswordField name="password_again" label=words.password_again fresh=true show=common.show
                        hide=common.hide error=errors.field("password_again") />
                    <Button label=words.password_save wide=true />
                </form>
            },
        )
        .with(Script::Password))
    })
}
