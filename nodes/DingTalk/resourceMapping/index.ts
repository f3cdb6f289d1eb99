import { getAiTableColumns } from './getAiTableColumns';
import { getApprovalForm } from './getApprovalForm';
import { getSheetColumns, getSheetColumnsToMatch } from './getSheetColumns';

/** What the forms that build themselves call. */
export const resourceMapping = {
	getAiTableColumns,
	getApprovalForm,
	getSheetColumns,
	getSheetColumnsToMatch,
};
