//! Words of the wizard. Those of a procedure are in the catalogue.

words! {
    /// The wizard.
    Wizard {
        step_of: "Langkah {} dari {}" | "Step {} of {}",
        documents: "Berkas" | "Documents",
        check: "Periksa" | "Check",
    }
}
