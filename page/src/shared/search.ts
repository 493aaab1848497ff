// Search in any script: a word is looked for as it is written, and where it stands nowhere, by its sound.
import { plain } from "./words";

/** Letters of Russian, Ukrainian and Belarusian as English texts on this war write them; `core/spelling.py` has the same. */
const CYRILLIC: Record<string, string> = {
  ...{ а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", е: "e", є: "ie", ж: "zh", з: "z", и: "i", і: "i", к: "k", л: "l", м: "m" },
  ...{ н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ъ: "" },
  ...{ ы: "y", ь: "", э: "e", ю: "yu", я: "ya", ł: "l", ø: "o", ß: "ss", "'": "", "’": "" },
};
/** What English, Polish, German and Ukrainian write otherwise, in the order in which it is made alike. */
const SOUNDS: [written: string, alike: string][] = [
  ...([["shch", "sch"], ["szcz", "sch"], ["schtsch", "sch"], ["tsch", "ch"], ["sch", "sh"], ["cz", "ch"], ["sz", "sh"]] as [string, string][]),
  ...([["rz", "r"], ["zh", "z"], ["kh", "h"], ["ph", "f"], ["ck", "k"], ["tz", "ts"], ["x", "ks"], ["w", "v"], ["j", "i"]] as [string, string][]),
  ...([["y", "i"], ["g", "h"], ["ii", "i"], ["ie", "e"], ["ia", "a"], ["iu", "u"], ["io", "e"]] as [string, string][]),
];
const heard = new Map<string, string>();

/** Return what spellings of one name in several languages have in common; the text is plain. */
export function sound(text: string): string {
  if (!heard.has(text)) {
    const latin = [...text].map((sign) => CYRILLIC[sign] ?? sign).join("");
    heard.set(text, SOUNDS.reduce((key, [written, alike]) => key.replaceAll(written, alike), latin));
  }
  return heard.get(text)!;
}

/** Return the things whose texts hold every word that is sought; `textOf` gives a text made plain. */
export function found<T>(things: T[], textOf: (one: T) => string, sought: string): T[] {
  const words = plain(sought).split(/\s+/).filter(Boolean);
  const held = words.map((word) => {
    const written = new Set(things.filter((one) => textOf(one).includes(word)));
    return written.size ? written : new Set(things.filter((one) => sound(textOf(one)).includes(sound(word))));
  });
  return things.filter((one) => held.every((those) => those.has(one)));
}
