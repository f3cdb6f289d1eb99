import { InputError } from '../../../shared/errors/inputError';

/** @throws InputError for characters that DingTalk takes in no name (dentryNameIllegal) */
export function assertName(field: string, name: string): void {
	const found = /[\\/:*?"<>|]/.exec(name)?.[0];
	if (found === undefined) return;
	throw new InputError(
		field,
		`has a ${found} in it`,
		'DingTalk takes no / \\ : * ? " < > | in names of files and folders',
	);
}
