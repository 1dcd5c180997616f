import type { ComponentProps, ReactNode } from 'react';
import './button.css';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  /** `plain` has no border until the pointer is on it. */
  readonly look?: 'raised' | 'plain';
  readonly size?: 'normal' | 'small';
  readonly children: ReactNode;
}

export function Button({ look = 'raised', size = 'normal', className = '', ...rest }: ButtonProps) {
  return <button type="button" className={`button button-${look} button-${size} ${className}`} {...rest} />;
}

interface IconButtonProps extends Omit<ButtonProps, 'aria-label'> {
  /** What it does; also its tooltip. */
  readonly name: string;
}

/** An icon alone: the name is read out, and shown when the pointer or the focus is on it. */
export function IconButton({ name, look = 'plain', className = '', ...rest }: IconButtonProps) {
  return <Button look={look} className={`button-icon ${className}`} aria-label={name} data-tip={name} {...rest} />;
}
