import type { IDataObject } from 'n8n-workflow';

import type { Link } from './link';
import { linkIn } from './link';
import { objectsIn, textAt, valueAt } from './payload';

/** What is written on a card. */
export interface CardText {
	text: string;
	links: Link[];
}

/** Its parts stand in one line; those of every other element below each other. */
const INLINE = 'RICHTEXT';

/**
 * The words of a card as DingTalk gives it where it is quoted, or where one robot writes to another: a tree of
 * `{elementType, value, children}`. As others saw it [unverified]: DingTalk documents no content, and gives none
 * of many cards.
 */
export function cardTextOf(elements: unknown): CardText {
	const links: Link[] = [];
	const wordsOf = (element: IDataObject): string => {
		const link = linkIn(element);
		if (link) links.push(link);
		const parts = objectsIn(valueAt(element, 'children')).map(wordsOf).filter(Boolean);
		const separator = textAt(element, 'elementType') === INLINE ? '' : '\n';
		return [textAt(element, 'value') ?? '', parts.join(separator)].filter(Boolean).join('\n');
	};
	const text = objectsIn(elements).map(wordsOf).filter(Boolean).join('\n');
	return { text, links };
}
