//! Resizing of the two layouts that are kept. Each is named: a call for whatever layout a picture has would compile all
//! layouts that the library knows, and code for real numbers that the compiler does not write twice in the same way.

use fast_image_resize::{
    PixelTrait, PixelType, ResizeOptions, Resizer,
    images::{Image, ImageRef},
    pixels::{U8, U8x3},
};

/// One picture into another of the same layout, grey or coloured.
pub(super) fn scale(
    resizer: &mut Resizer,
    from: &ImageRef<'_>,
    to: &mut Image<'_>,
    options: &ResizeOptions,
) -> Option<()> {
    match to.pixel_type() {
        PixelType::U8 => of_layout::<U8>(resizer, from, to, options),
        PixelType::U8x3 => of_layout::<U8x3>(resizer, from, to, options),
        _ => None,
    }
}

fn of_layout<P: PixelTrait>(
    resizer: &mut Resizer,
    from: &ImageRef<'_>,
    to: &mut Image<'_>,
    options: &ResizeOptions,
) -> Option<()> {
    let (from, mut to) = (from.typed_image::<P>()?, to.typed_image_mut::<P>()?);
    resizer.resize_typed(&from, &mut to, options).ok()
}
