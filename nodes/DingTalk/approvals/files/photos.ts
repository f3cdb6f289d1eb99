import { InputError } from '../../../shared/errors/inputError';
import { assertSize, extensionOf, MEDIA_RULES } from '../../../shared/media/kinds';
import { planUpload, readBlob, uploadBlob } from '../../media/upload';
import type { ItemContext } from '../../operation/operation';
import { HEAD_BYTES, pictureSize } from './pictureSize';

export type FileContext = Pick<ItemContext, 'api' | 'node' | 'itemIndex'>;

/** @throws InputError when the item has no such picture, or none of a format that DingTalk shows */
export function checkPhoto({ node, itemIndex }: FileContext, field: string, binaryName: string) {
	const upload = {
		field,
		binaryPropertyName: binaryName,
		mediaType: 'image',
		anyFormat: true,
	} as const;
	const plan = planUpload(node, itemIndex, upload);
	const { extensions } = MEDIA_RULES.image;
	if (extensions.includes(extensionOf(plan.fileName))) return plan;
	throw new InputError(
		field,
		`holds '${plan.fileName}', and photos are ${extensions.join(', ')}`,
		'Convert it first, or put it into a field for attachments',
	);
}

/**
 * Uploads a picture and gives the address that DingTalk shows it at: photos of a form are addresses of pictures.
 *
 * DingTalk documents no address for an upload. It is made of the media ID and the size as its clients make it, and
 * anybody who knows it can see the picture. That approvals show such addresses is [unverified].
 *
 * @throws InputError naming the field, before anything is sent; NodeApiError when DingTalk refuses
 */
export async function uploadPhoto(
	context: FileContext,
	field: string,
	binaryName: string,
): Promise<string> {
	const { api, node, itemIndex } = context;
	const { binary, type, fileName } = checkPhoto(context, field, binaryName);
	const { maxBytes } = MEDIA_RULES[type];
	const blob = await readBlob(node, itemIndex, binaryName, binary, maxBytes);
	assertSize(field, type, blob.size);
	const size = pictureSize(new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer()));
	if (!size || size.width === 0 || size.height === 0) {
		throw new InputError(
			field,
			`holds '${fileName}', which is no picture inside`,
			'Give a JPEG, PNG, GIF or BMP file',
		);
	}
	const { mediaId } = await uploadBlob(api, { type, fileName, blob });
	const name = `${mediaId.replace(/^[@$]/, '')}_${size.width}_${size.height}`;
	return `https://static.dingtalk.com/media/${name}.${extensionOf(fileName)}`;
}
