import { itBringsElsewhere } from './elsewhere';

itBringsElsewhere('copy', 'copied');
