import { useEffect } from 'react';
import type { Session } from '../../store/session.ts';
import { useMedia } from '../kit/media.ts';
import { useView } from '../kit/session-context.ts';

type Theme = 'dark' | 'light';

const LIGHT = '(prefers-color-scheme: light)';

function systemTheme(): Theme {
  return window.matchMedia(LIGHT).matches ? 'light' : 'dark';
}

/** From dark to light and back; what equals the system's own theme follows the system again. */
export function toggleTheme({ view }: Session): void {
  const { theme } = view.getState();
  const system = systemTheme();
  const wanted: Theme = (theme === 'system' ? system : theme) === 'dark' ? 'light' : 'dark';
  view.setState({ theme: wanted === system ? 'system' : wanted });
}

/** The theme that is shown; also puts the choice where the tokens look for it. */
export function useTheme(): Theme {
  const theme = useView((state) => state.theme);
  const system: Theme = useMedia(LIGHT) ? 'light' : 'dark';
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
  }, [theme]);
  return theme === 'system' ? system : theme;
}
