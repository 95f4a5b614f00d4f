/** What is wrong with a workflow's text: file, step and reason, all of it at once. */
import { DocketError, type ErrorCode } from '../domain/errors.ts';

export type Fault = {
  code: Extract<ErrorCode, 'WORKFLOW_INVALID' | 'WORKFLOW_CYCLE' | 'UNKNOWN_DEPENDENCY'>;
  /** Null where it is about the file as a whole. */
  step: string | null;
  reason: string;
  /** Of a circle: the steps along it, the first one again at the end. */
  path?: string[];
};

export function fault(step: string | null, reason: string, code: Fault['code'] = 'WORKFLOW_INVALID'): Fault {
  return { code, step, reason };
}

/** `bug-fix.yml: step "test": …`. The code is that of the first fault. */
export function refuseWorkflow(file: string, faults: readonly Fault[]): DocketError {
  const said = faults.map(({ step, reason }) => `${step === null ? '' : `step "${step}": `}${reason}`);
  const path = faults.find((one) => one.path)?.path;
  return new DocketError(faults[0]!.code, {
    message: `${file}: ${said.join('; ')}. It cannot be run.`,
    remedy: 'Mend it, then look at it again with: /docket validate-workflow (with the file attached)',
    details: { file, faults: faults.map((one) => ({ ...one })), ...(path ? { path } : {}) },
  });
}
