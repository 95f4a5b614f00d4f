/** Takes out of a message what its writer takes back in the same breath: "in three, no, in two", "each Tuesday, sorry, Thursday". */

const corrections =
  '(?:no|nope|sorry|or rather|rather|make that|i mean|i meant|er|erm|uh|actually|correction|scratch that|strike that|hold on|hang on|my bad|oops|whoops|or better|better|wait)';
const leads = "(?:in|into|to|at|on|by|for|each|every|the|it's|number|ticket)";

/** Values that can take each other's place. */
const kinds = [
  '(?:#|t-)?\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve',
  '(?:mon|tues|wednes|thurs|fri|satur|sun)days?',
  'p[0-3]',
];

const patterns = kinds.map(
  (value) =>
    new RegExp(
      `(?<![\\w.])(?:${value})(( [\\w-]+)?)\\s*(?:,|\\.|;|\\u2013|\\u2014|-)\\s*(?:${corrections}[,.]?\\s+)+(?:${leads}\\s+)*(${value})(?![\\w:])`,
      'gi',
    ),
);

/** The text with only what was meant in the end; the same text when nothing is taken back. */
export function withoutRetractions(text: string): string {
  return patterns.reduce((left, pattern) => left.replace(pattern, '$3$1'), text);
}
