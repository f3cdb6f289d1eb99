import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes the pages that differ from what is in a folder, or only names them.
 * @returns what was done, in lines, and whether the folder has had them all
 */
export function writePages(
	pages: Record<string, string>,
	folder: string,
	{ isCheck }: { isCheck: boolean },
): { lines: string[]; wasTrue: boolean } {
	const stale = Object.entries(pages).filter(([name, text]) => {
		const file = path.join(folder, name);
		return !existsSync(file) || readFileSync(file, 'utf8') !== text;
	});
	if (stale.length === 0)
		return { lines: ['The generated docs are what the code says'], wasTrue: true };
	const done = isCheck ? 'is out of date; run: npm run docs' : 'written';
	for (const [name, text] of isCheck ? [] : stale) writeFileSync(path.join(folder, name), text);
	return { lines: stale.map(([name]) => `docs/${name} ${done}`), wasTrue: false };
}
