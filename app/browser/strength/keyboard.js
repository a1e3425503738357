// Which keys lie beside each other, as zxcvbn wants it: left, above left, above, right, below, below left. Each with what it
// gives with shift.
const ROWS = ["`~1!2@3#4$5%6^7&8*9(0)-_=+", "qQwWeErRtTyYuUiIoOpP[{]}\\|", "aAsSdDfFgGhHjJkKlL;:'\"", "zZxXcCvVbBnNmM,<.>/?"];
// The upper row begins one key further to the left.
const keys = ROWS.map((row, at) => (at > 0 ? [null] : []).concat(row.match(/../gs)));

export const qwerty = {};
keys.forEach((row, down) =>
  row.forEach((key, at) => {
    const near = (rows, aside) => keys[down + rows]?.[at + aside] ?? null;
    for (const sign of key ?? "") qwerty[sign] = [near(0, -1), near(-1, 0), near(-1, 1), near(0, 1), near(1, 0), near(1, -1)];
  }),
);
