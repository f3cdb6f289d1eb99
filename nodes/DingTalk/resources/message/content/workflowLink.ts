import type { MessageContent } from '../../../../shared/messages/content';
import type { ItemContext } from '../../../operation/operation';

const WORDS = 'Sent by this n8n workflow';

/** The message with a line that links to the workflow, if the options want it and the message has a text. */
export function withWorkflowLink(context: ItemContext, content: MessageContent): MessageContent {
	if (!context.read.group('options').flag('appendWorkflowLink')) return content;
	const url = workflowUrl(context);
	// The check for an empty text comes later, and must find it empty.
	if ('text' in content && content.text.trim() === '') return content;
	if ('markdown' in content && content.markdown.trim() === '') return content;
	switch (content.kind) {
		case 'text':
			return { ...content, text: `${content.text.trimEnd()}\n\n${WORDS}: ${url}` };
		case 'markdown':
		case 'actionCard':
			return { ...content, markdown: `${content.markdown.trimEnd()}\n\n[${WORDS}](${url})` };
		default:
			return content;
	}
}

function workflowUrl({ node }: ItemContext): string {
	const base = node.getInstanceBaseUrl().replace(/(?<!\/)\/+$/, '');
	return `${base}/workflow/${encodeURIComponent(String(node.getWorkflow().id ?? ''))}`;
}
