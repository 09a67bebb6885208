/** Signs that stand within no word, and letters that no Brazilian name has. */
const odd = [
  /[\u0080-\u009F\uFFFD]/gu,
  /(?<=\p{L})[†‡ˆ‰‹›„‚ƒ•˜¡¢£¤¥¦§¨©«¬®¯±´µ¶·¸¹»¼½¾¿×÷√∆∂≈Ω∞≤≥∑∏π∫◊‗\u2500-\u259F■€]|[†‡ˆ‰‹„‚ƒ˜¢£¤¥¦§¬¯±¶¸¼½¾¿×÷√∆∂≈Ω∞≤≥∑∏π∫◊‗\u2500-\u259F■€](?=\p{Ll})/gu,
  /[ŒœþÞðÐýÝŸÿıŠšŽžÆæØøÅå]/gu,
  // A capital within a small word, or the reverse: "JoÒo", "ANTàNIO".
  /(?<=\p{Ll})[À-ÖØ-Þ]|(?<=[A-Z])[à-öø-ÿ](?=[A-Z])/gu,
  /[ìòùîûÌÒÙÎÛËÏ]/gu,
];

/** Counts the letters that show that a text was read in a wrong code page. */
export function oddLetters(text: string): number {
  return odd.reduce((sum, pattern) => sum + (text.match(pattern)?.length ?? 0), 0);
}
