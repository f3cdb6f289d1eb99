import type { OaContent } from '../../../../shared/messages/content';
import type { ItemReader } from '../../../../shared/params/params';

const DEFAULT_HEAD_COLOR = '#1E90FF';

/** The OA message of the form. */
export function readOa(read: ItemReader): OaContent {
	const details = read.group('oaDetails');
	const text = (name: string) => (details.textIfAny(name) ?? '').trim();
	const statusColor = text('statusColor') || undefined;
	const hasRich = text('richNumber') !== '' || text('richUnit') !== '';
	return {
		kind: 'oa',
		messageUrl: read.text('messageUrl'),
		pcMessageUrl: text('pcMessageUrl') || undefined,
		headText: read.text('headText'),
		headColor: text('headColor') || DEFAULT_HEAD_COLOR,
		title: read.text('title'),
		form: read
			.rows('oaForm', 'row')
			.map((row) => ({ key: row.text('key'), value: row.text('value') })),
		rich: hasRich ? { number: text('richNumber'), unit: text('richUnit') } : undefined,
		content: text('content') || undefined,
		imageMediaId: text('imageMediaId') || undefined,
		fileCount: text('fileCount') || undefined,
		author: text('author') || undefined,
		statusBar: text('statusText') ? { text: text('statusText'), color: statusColor } : undefined,
	};
}
