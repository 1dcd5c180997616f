import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './notice.css';

interface NoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
  /** The one thing to do. */
  readonly action?: ReactNode;
}

/** What a panel shows when it is empty or has failed: what is true now, and the one thing to do. */
export function Notice({ icon: Icon, title, children, action }: NoticeProps) {
  return (
    <div className="notice">
      <Icon size={20} aria-hidden="true" />
      <h2 className="notice-title">{title}</h2>
      <p className="notice-text">{children}</p>
      {action}
    </div>
  );
}
