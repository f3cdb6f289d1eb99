import { searchApprovalProcesses } from './searchApprovalProcesses';
import { searchDepartments } from './searchDepartments';
import { searchRooms } from './searchRooms';
import { searchSheets } from './searchSheets';
import { searchGroups } from '../../shared/listSearch/searchGroups';
import { searchUsers } from '../../shared/listSearch/searchUsers';

/** What the pickers of the form call. */
export const listSearch = {
	searchApprovalProcesses,
	searchDepartments,
	searchGroups,
	searchRooms,
	searchSheets,
	searchUsers,
};
