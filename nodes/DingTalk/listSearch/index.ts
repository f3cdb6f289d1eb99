import { searchAiTableColumns } from './searchAiTableColumns';
import { searchAiTables } from './searchAiTables';
import { searchApprovalProcesses } from './searchApprovalProcesses';
import { searchDepartments } from './searchDepartments';
import { searchRooms } from './searchRooms';
import { searchGroups } from '../../shared/listSearch/searchGroups';
import { searchUsers } from '../../shared/listSearch/searchUsers';

/** What the pickers of the form call. */
export const listSearch = {
	searchAiTableColumns,
	searchAiTables,
	searchApprovalProcesses,
	searchDepartments,
	searchGroups,
	searchRooms,
	searchUsers,
};
