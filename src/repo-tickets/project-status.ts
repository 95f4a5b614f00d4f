/** The work status of a ticket and the three words a repository has for it, there and back (U-30, U-32). */
import type { Resolution, WorkStatus } from '../domain/ticket.ts';
import { isMapping, isOneOf, type Mapping, resolutions, type Status, statuses } from './format.ts';

export type CanonicalStatus = {
  status: WorkStatus;
  resolution: Resolution | null;
  resolutionDetail: string | null;
};

const visible: Record<WorkStatus, Status> = {
  open: 'todo',
  in_progress: 'doing',
  blocked: 'blocked',
  done: 'done',
  failed: 'blocked',
  cancelled: 'canceled',
};

const canonical: Record<Status, WorkStatus> = {
  todo: 'open',
  doing: 'in_progress',
  blocked: 'blocked',
  done: 'done',
  canceled: 'cancelled',
};

export type ProjectedStatus = { status: Status; resolution: Resolution | null; markers: Mapping };

/** `markers` go below `custom.docket`: they say what the visible word cannot, and for which visible word they say it. */
export function projectStatus({ status, resolution, resolutionDetail }: CanonicalStatus): ProjectedStatus {
  const shown = visible[status];
  const said: Mapping = {};
  if (canonical[shown] !== status) said.work_status = status;
  if (resolutionDetail !== null) said.resolution_detail = resolutionDetail;
  const terminal = shown === 'done' || shown === 'canceled';
  const markers = { ...said, written_status: shown };
  return { status: shown, resolution: terminal ? resolution : null, markers };
}

/** Markers count only while the visible status is the one they were written for; else the visible value wins. */
export function readStatus(front: Mapping): CanonicalStatus {
  const shown = isOneOf(statuses, front.status) ? front.status : 'todo';
  const said = docketMarkers(front);
  const ours = said.written_status === shown;
  const given = isOneOf(resolutions, front.resolution) ? front.resolution : null;
  const usual = shown === 'done' ? 'completed' : shown === 'canceled' ? 'dropped' : null;
  const marked = ours && said.work_status === 'failed' && shown === 'blocked';
  const detail = ours && typeof said.resolution_detail === 'string' ? said.resolution_detail : null;
  return {
    status: marked ? 'failed' : canonical[shown],
    resolution: given ?? (ours ? null : usual),
    resolutionDetail: detail,
  };
}

/** What stands below `custom.docket`; empty where nothing does. */
export function docketMarkers(front: Mapping): Mapping {
  const docket = isMapping(front.custom) ? front.custom.docket : null;
  return isMapping(docket) ? docket : {};
}
