import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { createApi } from '../../shared/transport/api';
import { chosenTable } from '../../shared/aiTable/chosen';
import { mapperFields } from '../aiTable/recordForm';
import { columnsOf } from '../../shared/aiTable/columns';

/** A field for each column of the table that was chosen. Throws what DingTalk refuses. */
export async function getAiTableColumns(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const api = await createApi(this);
	const where = await chosenTable(this, api);
	if (where) return mapperFields(await columnsOf(api, where));
	return {
		fields: [],
		emptyFieldsNotice:
			"Choose base and table first. Where they come from an expression that has no value here, set 'Specify Values' to JSON.",
	};
}
