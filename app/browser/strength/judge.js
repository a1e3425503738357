// How many guesses a password stands: zxcvbn with the words of this place. Knows no page; nothing leaves this file but a
// level and the name of an advice.
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { qwerty } from "./keyboard.js";
import { passwords, pieces, refused, stretched } from "./refused.js";
import words from "./words.txt";

/** From how many guesses on it is fair, strong, very strong. Fair is the score 3 of zxcvbn, strong its highest. */
const LEVELS = [1e8, 1e10, 1e14];
/** More than this adds nothing to what is said, and takes time. */
const LONGEST = 64;

const zxcvbn = new ZxcvbnFactory({
  dictionary: { passwords, words: [...stretched.filter((word) => !word.includes(" ")), ...words.trim().split(/\s+/)] },
  graphs: { qwerty },
  maxLength: LONGEST,
  l33tMaxSubstitutions: 12,
});

/** What is wrong with a part of it. */
function fault({ pattern, dictionaryName, l33t, reversed, token, regexName }) {
  if (pattern === "dictionary") {
    if (dictionaryName === "userInputs") return "personal";
    if (token.length > 3) return l33t || reversed ? "swapped" : "word";
  }
  if (pattern === "date" || regexName === "recentYear") return "date";
  return { spatial: "row", sequence: "row", repeat: "repeat" }[pattern];
}

/** {level: 1 to 4, advice}; `typed` is what the person says of themselves in the same form. */
export function judge(password, typed = []) {
  const personal = pieces(typed);
  const why = refused(password, personal);
  if (why) return { level: 1, advice: why };
  // Spaces and dashes between words hold up nobody who guesses words, though zxcvbn counts each as a part of its own.
  const tries = [password, password.replace(/[\s._-]+/g, "")].map((text) => zxcvbn.check(text, personal));
  const { guesses, sequence } = tries.reduce((one, other) => (other.guesses < one.guesses ? other : one));
  const level = 1 + LEVELS.filter((least) => guesses >= least).length;
  if (level > 2) return { level, advice: "good" };
  // The longest part with a fault is what to mend first.
  const faulty = sequence.filter(fault).sort((one, other) => other.token.length - one.token.length);
  return { level, advice: faulty.length ? fault(faulty[0]) : "more" };
}
