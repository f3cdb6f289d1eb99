import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { openLocator } from '../../shared/params/personRef';
import { createApi } from '../../shared/transport/api';
import { formColumns } from '../approvals/formColumns';
import { schemaOf } from '../approvals/schema';

/** The form of the process that was chosen, a field for each of its fields. Throws what DingTalk refuses. */
export async function getApprovalForm(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const { content } = openLocator(this.getCurrentNodeParameter('processCode'));
	const processCode = String(content ?? '').trim();
	if (processCode === '' || processCode.startsWith('=')) {
		return {
			fields: [],
			emptyFieldsNotice:
				"Choose the process first. Where it comes from an expression that has no value here, set 'Specify Form' to JSON.",
		};
	}
	return formColumns(await schemaOf(await createApi(this), processCode));
}
