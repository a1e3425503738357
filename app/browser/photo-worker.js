// Away from the page, so that nothing freezes: decodes a photo, turns it upright, shrinks it, has it judged, and
// encodes it for the way. Whatever fails here ends as an error, and the page sends the photo as it is.
import init, { Look, small } from "judge";

/** 220 dpi on the long edge of an A4 page: letters of a family card are 16 pixels high. */
const LONGEST_EDGE = 2_400;
/** What goes out has at most so many bytes, and an eighth of what the camera made, but never so few that letters suffer. */
const MOST_BYTES = 640_000;
const FEWEST_BYTES = 360_000;
/** Tried in this order until the photo is small enough; then with shorter edges. */
const QUALITIES = [0.8, 0.7, 0.6];
const SHORTER = [1, 0.85, 0.7];

let ready;

function canvas(width, height) {
  const area = new OffscreenCanvas(width, height);
  // Read again and again: kept where reading is quick.
  const pen = area.getContext("2d", { willReadFrequently: true, alpha: false });
  pen.imageSmoothingQuality = "high";
  return [area, pen];
}

/** See-through paper of a screenshot becomes white, as on the server. */
function drawn(picture, width, height) {
  const [area, pen] = canvas(width, height);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  return [area, pen];
}

/** Upright, whatever the camera wrote into the file. */
async function decode(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (error) {
    // Older browsers know no options and turn it by themselves.
    if (error instanceof TypeError) return createImageBitmap(file);
    throw error;
  }
}

/** The whole photo small: the first thing that the judge looks at. */
function overviewOf(area) {
  const [wide, high] = small(area.width, area.height);
  const [, pen] = canvas(wide, high);
  pen.drawImage(area, 0, 0, wide, high);
  return pen.getImageData(0, 0, wide, high);
}

function judge(area, pen, overview) {
  const { width, height } = area;
  const look = Look.begin(overview.data, overview.width, overview.height, width, height);
  const places = look.places();
  for (let at = 0; at < places.length; at += 4) {
    const [x, y, across, down] = places.slice(at, at + 4);
    look.add(pen.getImageData(x, y, across, down).data, across, down);
  }
  const verdict = look.verdict();
  look.free();
  // The place with most text comes first: what to enlarge.
  return { verdict, place: [...places.slice(0, 4)] };
}

async function encode(area, most) {
  let blob;
  for (const share of SHORTER) {
    const [shorter] = share === 1 ? [area] : drawn(area, Math.round(area.width * share), Math.round(area.height * share));
    for (const quality of QUALITIES) {
      blob = await shorter.convertToBlob({ type: "image/jpeg", quality });
      if (blob.size <= most) return blob;
    }
  }
  return blob;
}

async function prepare(file) {
  ready ??= init({ module_or_path: "aset:judge.wasm" });
  const began = performance.now();
  const bitmap = await decode(file);
  const decoded = performance.now();
  const scale = Math.min(1, LONGEST_EDGE / Math.max(bitmap.width, bitmap.height));
  const [area, pen] = drawn(bitmap, Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
  bitmap.close();
  await ready;
  const overview = overviewOf(area);
  const shrunk = performance.now();
  const { verdict, place } = judge(area, pen, overview);
  const judged = performance.now();
  const most = Math.min(MOST_BYTES, Math.max(FEWEST_BYTES, file.size / 8));
  // What is small already is not squeezed a second time; the server takes out where it was made.
  const asItIs = scale === 1 && file.type === "image/jpeg" && file.size <= most;
  const blob = asItIs ? undefined : await encode(area, most);
  const encoded = performance.now();
  const took = { decode: decoded - began, shrink: shrunk - decoded, judge: judged - shrunk, encode: encoded - judged };
  return { blob, verdict, place, width: area.width, height: area.height, took };
}

onmessage = async ({ data: { id, file } }) => {
  try {
    postMessage({ id, ...(await prepare(file)) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};
