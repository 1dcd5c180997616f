import { ChevronLeft, ChevronRight, FolderOpen, Keyboard, Moon, Sun } from 'lucide-react';
import { type ComponentProps, lazy, Suspense, useState } from 'react';
import { calledIn } from '../../catalog/scenario.ts';
import { hashOf, neighbourOf } from '../../store/route.ts';
import { afterPaint } from '../kit/after-paint.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { PanelBoundary } from '../kit/panel-boundary.tsx';
import { useReport, useSession, useView, useWorkspace } from '../kit/session-context.ts';
import { toggleTheme } from './theme.ts';
import './top-bar.css';

const CourseMenu = lazy(async () => ({ default: (await import('./course-menu.tsx')).CourseMenu }));

const OpenMenu = lazy(async () => {
  await afterPaint();
  return { default: (await import('../open/open-menu.tsx')).OpenMenu };
});
const SearchField = lazy(async () => ({ default: (await import('../overview/search-field.tsx')).SearchField }));

/** Product and course, the stepper in the true centre, and what concerns the whole page. */
export function TopBar({ theme }: { readonly theme: 'dark' | 'light' }) {
  const session = useSession();
  const keysOpen = useView((state) => state.keysOpen);
  const isMany = useReport((report) => report.overview !== null);
  const [isAwaited, setAwaited] = useState(false);
  const isAlone = useWorkspace((state) => state.course.scenarios.length === 1);
  const search = isMany && (
    <PanelBoundary panel="The search">
      <Suspense fallback={<span />}>
        <SearchField />
      </Suspense>
    </PanelBoundary>
  );
  return (
    <header className="top-bar" data-region="top" tabIndex={-1}>
      <div className="top-bar-start">
        <Logo />
        <h1 className="top-bar-product">Seglab</h1>
        <CourseName />
      </div>
      {isAlone && search ? search : <Stepper />}
      <div className="top-bar-end">
        {!isAlone && search}
        <Suspense fallback={<OpenButton onClick={() => setAwaited(true)} />}>
          <OpenMenu trigger={<OpenButton />} isAwaited={isAwaited} />
        </Suspense>
        <IconButton name={theme === 'dark' ? 'Light theme (T)' : 'Dark theme (T)'} onClick={() => toggleTheme(session)}>
          {theme === 'dark' ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />}
        </IconButton>
        <IconButton
          name="Keys (?)"
          aria-haspopup="dialog"
          aria-expanded={keysOpen}
          onClick={() => session.view.setState({ keysOpen: true })}
        >
          <Keyboard size={16} aria-hidden="true" />
        </IconButton>
      </div>
    </header>
  );
}

/** Takes what a menu gives its trigger. */
function OpenButton(props: Partial<ComponentProps<typeof Button>>) {
  return (
    <Button look="plain" aria-label="Open" {...props}>
      <FolderOpen size={16} aria-hidden="true" />
      <span className="top-bar-word">Open</span>
    </Button>
  );
}

/** A choice only where there is one. */
function CourseName() {
  const { courses } = useSession();
  const course = useWorkspace((state) => state.course);
  const name = <span className="top-bar-course">{course.title}</span>;
  if (courses().length < 2) return name;
  return (
    <Suspense fallback={name}>
      <CourseMenu />
    </Suspense>
  );
}

function Stepper() {
  const { step } = useSession();
  const course = useWorkspace((state) => state.course);
  const current = useWorkspace((state) => state.scenario);
  const before = neighbourOf(course, current, -1);
  const after = neighbourOf(course, current, 1);
  // Its place stays, so that what stands beside it does.
  if (course.scenarios.length < 2) return <span />;
  return (
    <nav className="stepper" aria-label={`${course.stepName}s`} data-testid="stepper">
      <span className="stepper-word" aria-hidden="true">
        {course.stepName}
      </span>
      <IconButton
        size="small"
        name={before === null ? 'This is the first one' : `${before.label}: ${before.title}`}
        aria-label={`Previous ${course.stepName.toLowerCase()}`}
        aria-disabled={before === null}
        onClick={() => step(-1)}
      >
        <ChevronLeft size={16} aria-hidden="true" />
      </IconButton>
      <ol className="stepper-steps">
        {course.scenarios.map((scenario) => (
          <li key={scenario.id}>
            <a
              className="stepper-step"
              href={hashOf(course, scenario)}
              aria-label={calledIn(scenario)}
              aria-current={scenario === current ? 'step' : undefined}
              data-tip={calledIn(scenario)}
            >
              {scenario.step}
            </a>
          </li>
        ))}
      </ol>
      <IconButton
        size="small"
        name={after === null ? 'This is the last one' : `${after.label}: ${after.title}`}
        aria-label={`Next ${course.stepName.toLowerCase()}`}
        aria-disabled={after === null}
        onClick={() => step(1)}
      >
        <ChevronRight size={16} aria-hidden="true" />
      </IconButton>
    </nav>
  );
}

function Logo() {
  return (
    <svg className="top-bar-logo" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <rect x="2" y="2" width="20" height="20" rx="5" />
      <path d="M6.5 9H15M12 12h5.5M6.5 15H11" />
    </svg>
  );
}
