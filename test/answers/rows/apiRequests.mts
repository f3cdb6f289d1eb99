import type { Row } from '../row.mts';
import { operation } from '../row.mts';

const GET = { method: 'GET', path: '/v1.0/workrecord/counts?userId=lina' };
const POST = {
	method: 'POST',
	path: '/topapi/v2/user/get',
	bodyContentType: 'json',
	jsonBody: '{"userid":"lina"}',
};

/** Only the user knows what these calls answer: any JSON object or list is taken. */
export const apiRequestRows: readonly Row[] = [
	operation('apiRequest/send: API host', 'workrecord.counts', GET, { answer: 'json' }),
	operation('apiRequest/send: OAPI host', 'user.get', POST, { answer: 'json' }),
	operation(
		'apiRequest/send: page by page',
		'contact.users.search',
		{
			method: 'POST',
			path: '/v1.0/contact/users/search',
			bodyContentType: 'json',
			jsonBody: '{"queryWord":"load 1","size":50}',
			pagination: 'pageNumber',
			pageParameter: 'offset',
			pagePlace: 'body',
			itemsPath: 'list',
			hasMorePath: 'hasMore',
		},
		{ answer: 'jsonPages' },
	),
];
