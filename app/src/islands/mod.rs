//! What wakes in the browser: the citizen's wizard and the officer's live queue.
