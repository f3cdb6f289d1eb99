import { getAiTableColumns } from './getAiTableColumns';
import { getApprovalForm } from './getApprovalForm';

/** What the forms that build themselves call. */
export const resourceMapping = { getAiTableColumns, getApprovalForm };
