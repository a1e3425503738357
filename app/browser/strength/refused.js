// What the office would refuse, by the rules of domain/src/identity/password.rs and service/src/accounts/common_passwords.rs.
// Both are held against the same table (table.tsv). The office decides: it knows more of the person than this form.
import common from "../../../domain/src/identity/common-words.txt";
import list from "../../../service/data/common-passwords.txt";

const lines = (text) => text.trim().split("\n");
export const passwords = lines(list);
export const stretched = lines(common);
const known = new Set(passwords);
const letter = /\p{Alphabetic}/u;
const letters = (text) => [...text].filter((sign) => letter.test(sign)).length;

/** Few different characters, a row like 123456 all through, or a common word that makes up most of it. */
function plainly(plain) {
  const signs = [...plain];
  if (new Set(signs).size < 5) return true;
  const row = signs.filter((sign, at) => at > 0 && Math.abs(sign.codePointAt(0) - signs[at - 1].codePointAt(0)) <= 1).length;
  if (row * 3 >= signs.length * 2) return true;
  const rest = stretched.reduce((left, word) => left.replaceAll(word, ""), plain);
  const left = [...rest].length;
  return left < signs.length && (letters(rest) < 4 || left * 2 < signs.length);
}

/** One of the list, also with digits or signs around it, or twice and more in a row. */
function listed(plain) {
  const core = plain.replace(/^\P{Alphabetic}+|\P{Alphabetic}+$/gu, "");
  return [plain, core].some((word) => {
    if (known.has(word)) return true;
    for (let length = 4; length <= word.length / 2; length++) {
      const piece = word.slice(0, length);
      if (word.length % length === 0 && known.has(piece) && piece.repeat(word.length / length) === word) return true;
    }
    return false;
  });
}

/** What somebody's own words and numbers give away: the words, and the parts of a NIK or of a telephone number. */
export function pieces(personal) {
  const words = personal.flatMap((text) => text.toLowerCase().split(/[^\p{Alphabetic}\p{N}]+/u));
  const numbers = personal.map((text) => text.replace(/\D/g, "")).filter((digits) => digits.length >= 10);
  const parts = numbers.flatMap((digits) => (digits.length === 16 ? [digits.slice(0, 6), digits.slice(6, 12), digits.slice(6)] : []).concat(digits.slice(-8)));
  return [...new Set([...words, ...parts])].filter((word) => [...word].length >= 4);
}

/** Why it would be refused: the name of an advice, or nothing. */
export function refused(password, personal) {
  const plain = password.toLowerCase();
  const length = [...password].length;
  if (personal.some((word) => plain.includes(word))) return "personal";
  if (listed(plain) || (length >= 12 && plainly(plain))) return "common";
  if (length < 12) return "short";
  if (length > 128) return "long";
}
