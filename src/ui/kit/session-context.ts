import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Session } from '../../store/session.ts';
import type { SimulationState } from '../../store/simulation.ts';
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

export function useSimulation<Part>(select: (state: SimulationState) => Part): Part {
  return useStore(useSession().simulation, select);
}

export function useView<Part>(select: (state: ViewState) => Part): Part {
  return useStore(useSession().view, select);
}
