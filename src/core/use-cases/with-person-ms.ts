/** So long the bot is silent for a person, after a person was called or wrote. */
export const withPersonMs = 12 * 3_600_000;
