/** How much one agent or person has, and how much more they can take (S2-75). */
export type Workload = {
  id: string;
  name: string;
  type: 'agent' | 'user';
  total: number;
  open: number;
  inProgress: number;
  high: number;
  critical: number;
  available: boolean;
  /** How many more it can take; may be below zero. */
  capacity: number;
};
