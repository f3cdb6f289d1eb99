import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { withFiles } from '../../aiTable/attachments';
import type { WireRecord } from '../../../shared/aiTable/record';
import { toItem } from '../../../shared/aiTable/record';
import type { Column } from '../../../shared/aiTable/columns';
import type { ItemContext } from '../../operation/operation';
import { BinaryItem } from '../../operation/operation';

/** Of Get and Get Many. */
export const filesOption: INodeProperties = {
	displayName: 'Download Attachments',
	name: 'downloadAttachments',
	type: 'boolean',
	default: false,
	description:
		'Whether to put the files of attachment columns into the binary fields attachment_0, attachment_1 and so on. Each attachment says in binaryField which one holds it.',
};

/** A record as it is put out. @throws NodeApiError when a file does not come */
export async function shownRecord(
	context: ItemContext,
	record: WireRecord,
	columns: readonly Column[],
	{ isSimple, takesFiles }: { isSimple: boolean; takesFiles: boolean },
): Promise<IDataObject | BinaryItem> {
	const shown = (one: WireRecord): IDataObject =>
		isSimple ? toItem(one, columns, context.node.getTimezone()) : { ...one };
	if (!takesFiles) return shown(record);
	const { record: filled, binary } = await withFiles(context, record, columns);
	return new BinaryItem(shown(filled), binary);
}
