import { testDecision } from './decisions';

testDecision('refuse', 'refuse');
