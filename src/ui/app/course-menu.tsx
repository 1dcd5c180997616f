import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Button } from '../kit/button.tsx';
import { useSession, useWorkspace } from '../kit/session-context.ts';
import '../kit/menu.css';

/** Chooses the course; it opens with its first case. */
export function CourseMenu() {
  const { courses, go } = useSession();
  const current = useWorkspace((state) => state.course);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button look="plain" className="course-menu">
          <span className="course-menu-name">{current.title}</span>
          <ChevronDown size={14} strokeWidth={2.25} aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          <DropdownMenu.RadioGroup value={current.id}>
            {courses().map((course) => (
              <DropdownMenu.RadioItem
                key={course.id}
                value={course.id}
                className="menu-item"
                onSelect={() => {
                  const first = course.scenarios[0];
                  if (first !== undefined && course !== current) go(course, first);
                }}
              >
                {course.title}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
