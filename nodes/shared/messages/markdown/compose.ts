import { cleanText } from '../clean';
import { adaptMarkdown } from './adapt';
import { titleOf } from './title';

export interface MarkdownInput {
	/** May be empty. */
	title: string;
	markdown: string;
	/** Write it as DingTalk draws it; otherwise it is sent as it is. */
	isAdapted: boolean;
}

/** Text and title of a markdown message or card; both stay empty when there is no text. */
export function composeMarkdown({ title, markdown, isAdapted }: MarkdownInput): {
	title: string;
	markdown: string;
} {
	const clean = cleanText(markdown);
	const text = isAdapted ? adaptMarkdown(clean) : clean;
	const isTitled = title.trim() !== '' || text.trim() === '';
	return { title: isTitled ? title : titleOf(text), markdown: text };
}
