import { analyse } from 'scslre';
import {
	createSourceFile,
	forEachChild,
	isRegularExpressionLiteral,
	ScriptTarget,
} from 'typescript';
import type { Node } from 'typescript';

import { sourcesBelow, type Source } from '../helpers/sources.mts';

/** The patterns written in a file, as `/source/flags`. */
function patternsIn({ file, text }: Source): string[] {
	const found: string[] = [];
	const visit = (node: Node): void => {
		if (isRegularExpressionLiteral(node)) found.push(node.text);
		forEachChild(node, visit);
	};
	visit(createSourceFile(file, text, ScriptTarget.Latest));
	return found;
}

function isSlow(pattern: string): boolean {
	const end = pattern.lastIndexOf('/');
	const literal = { source: pattern.slice(1, end), flags: pattern.slice(end + 1) };
	return analyse(literal, { assumeRejectingSuffix: false }).reports.length > 0;
}

test('no pattern takes more time for each sign the longer the text is: n8n stands still meanwhile', () => {
	const sources = [...sourcesBelow('nodes', '.ts'), ...sourcesBelow('credentials', '.ts')];
	const patterns = sources.flatMap((source) =>
		patternsIn(source).map((pattern) => ({ file: source.file, pattern })),
	);
	expect(patterns.length).toBeGreaterThan(300);
	expect(isSlow(String.raw`/\s+$/`)).toBe(true);
	expect(
		patterns
			.filter(({ pattern }) => isSlow(pattern))
			.map(({ file, pattern }) => `${file}: ${pattern}`),
	).toEqual([]);
});
