import { InputError } from '../../../../shared/errors/inputError';
import type { ItemContext } from '../../../operation/operation';

/**
 * The robot to use: the node's option, else the credential's, else the app's own (its Client ID).
 *
 * @throws InputError when there is none
 */
export function robotCodeOf({ api, read }: ItemContext): string {
	const robotCode = read.group('options').idIfAny('robotCode') || api.settings.robotCode;
	if (robotCode !== '') return robotCode;
	throw new InputError(
		'Robot Code',
		'is empty',
		"Fill in 'Robot Code' in the credential or in the options",
	);
}
