/** The beginning of a text, whole by itself: DingTalk draws nothing right behind a code block that is still open. */
export function closed(beginning: string): string {
	let fence = '';
	for (const [, mark] of beginning.matchAll(/^ {0,3}(`{3,}|~{3,})/gm)) {
		if (fence === '') fence = mark;
		else if (mark.startsWith(fence)) fence = '';
	}
	return fence === '' ? beginning : `${beginning}\n${fence}`;
}
