import { assertCount } from '../../shared/messages/checks';
import { userIdsOf } from '../../shared/contacts/people';
import type { ItemContext } from '../operation/operation';
import type { FileSource, Filled, StoredFile } from './components/component';
import { assertStartable, readForm } from './components/form';
import type { Found, WireValue } from './components/wire';
import { filesIn, peopleIn, toWire } from './components/wire';
import { approvalSpaceOf, checkAttachment, uploadAttachment } from './files/attachments';
import { checkPhoto, uploadPhoto } from './files/photos';
import type { FormInput } from './formInput';
import type { ProcessSchema } from './schema';
import { schemaOf } from './schema';

/** DingTalk docs "发起审批实例": most fields of a form. */
const MAX_FIELDS = 150;

/** A form whose values are checked. */
export interface CheckedForm {
	process: ProcessSchema;
	filled: Filled[];
}

/**
 * Checks a form against the schema of its process; nothing is sent but the question for the schema.
 *
 * @throws InputError naming the field by its label; NodeApiError when DingTalk refuses
 */
export async function checkForm(
	context: ItemContext,
	processCode: string,
	input: FormInput,
): Promise<CheckedForm> {
	const { api, read, node } = context;
	const process = await schemaOf(api, processCode);
	assertStartable(read.label('processCode'), process.name, process.components);
	const filled = readForm(input.field, process.components, input.values, {
		timeZone: node.getTimezone(),
		held: node.getInputData()[context.itemIndex]?.binary ?? {},
		isLoose: input.isLoose,
	});
	assertCount(input.field, filled.length, 1, MAX_FIELDS);
	for (const { field, kind, file } of filesIn(filled)) {
		if (!('binary' in file)) continue;
		const check = kind === 'photos' ? checkPhoto : checkAttachment;
		check(context, field, file.binary);
	}
	return { process, filled };
}

/**
 * The values as calls take them: people are looked up, then files uploaded.
 *
 * @throws InputError naming the field; NodeApiError when DingTalk refuses
 */
export async function wireForm(
	context: ItemContext,
	filled: readonly Filled[],
	userId: string,
): Promise<WireValue[]> {
	// Somebody who does not exist ends it before anything is uploaded.
	await userIdsOf(context.directory, peopleIn(filled));
	return await toWire(filled, foundBy(context, userId));
}

function foundBy(context: ItemContext, userId: string): Found {
	const { directory } = context;
	// Asked for once, and only where there are files for it.
	let space: Promise<{ spaceId: string; unionId: string }> | undefined;
	const askForSpace = async () => ({
		spaceId: await approvalSpaceOf(context, userId),
		unionId: await directory.unionIdOf({ by: 'userId', value: userId }),
	});
	return {
		userIdsOf: async ({ people }) => await userIdsOf(directory, people),
		photosOf: async (field, files) =>
			await eachOf(files, async (file) =>
				'url' in file ? file.url : await uploadPhoto(context, field, binaryIn(file)),
			),
		attachmentsOf: async (field, files) =>
			await eachOf(files, async (file): Promise<StoredFile> => {
				if ('stored' in file) return file.stored;
				space ??= askForSpace();
				return await uploadAttachment(context, {
					field,
					binaryName: binaryIn(file),
					...(await space),
				});
			}),
	};
}

const binaryIn = (file: FileSource): string => ('binary' in file ? file.binary : '');

/** One after the other: each may be large. */
async function eachOf<T, R>(list: readonly T[], run: (one: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	for (const one of list) results.push(await run(one));
	return results;
}
