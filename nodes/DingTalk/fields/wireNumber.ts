/** Digits as the number that DingTalk wants, exact beyond 2^53. */
export function toWireNumber(digits: string): number | bigint {
	const number = Number(digits);
	return Number.isSafeInteger(number) ? number : BigInt(digits);
}
