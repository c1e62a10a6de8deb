//! A number, or nothing.

use leptos::prelude::*;

use super::Frame;

#[component]
pub fn NumberField(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<Option<f64>>,
    #[prop(optional)] min: Option<f64>,
    #[prop(optional)] max: Option<f64>,
    #[prop(optional)] step: Option<f64>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let frame = Frame::new(label, hint, error, required);
    let input = NodeRef::new();
    // "1." and "1e" are numbers on their way: what is being typed is not written back.
    Effect::new(move |_| {
        let wanted = value.get();
        if let Some(input) = input.get() {
            let input: web_sys::HtmlInputElement = input;
            if parse(&input.value()) != wanted {
                input.set_value(&wanted.map(|number| number.to_string()).unwrap_or_default());
            }
        }
    });
    view! {
        <div class="field">
            {frame.label()}
            <input
                node_ref=input
                class="field__control"
                id=frame.id()
                type="number"
                inputmode="decimal"
                min=min.map(|min| min.to_string())
                max=max.map(|max| max.to_string())
                step=step.map_or_else(|| "any".to_owned(), |step| step.to_string())
                aria-required=frame.required()
                aria-invalid=move || frame.invalid()
                aria-describedby=move || frame.described_by()
                on:input:target=move |event| value.set(parse(&event.target().value()))
            />
            {frame.notes()}
        </div>
    }
}

fn parse(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn an_unfinished_or_infinite_number_is_none() {
        assert_eq!(parse(""), None);
        assert_eq!(parse("1e"), None);
        assert_eq!(parse("inf"), None);
        assert_eq!(parse(" 2.5 "), Some(2.5));
    }
}
