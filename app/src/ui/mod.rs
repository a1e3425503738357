//! The parts that pages and islands are drawn with. Language-neutral: words come as props.
