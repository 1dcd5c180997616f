import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Report } from '../../lab/report.ts';
import type { LabState } from '../../store/lab.ts';
import type { Session } from '../../store/session.ts';
import type { ViewState } from '../../store/view.ts';
import type { WorkspaceState } from '../../store/workspace.ts';

/** Hands the one session of the page to whatever shows a part of it. */
export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('A part of the page stands outside the session.');
  return session;
}

export function useWorkspace<Part>(select: (state: WorkspaceState) => Part): Part {
  return useStore(useSession().workspace, select);
}

export function useLab<Part>(select: (state: LabState) => Part): Part {
  return useStore(useSession().lab, select);
}

/** A part of the newest report; it stays the same object until it says something else. */
export function useReport<Part>(select: (report: Report) => Part): Part {
  return useLab((state) => select(state.report));
}

export function useView<Part>(select: (state: ViewState) => Part): Part {
  return useStore(useSession().view, select);
}
