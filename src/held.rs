//! Values that are set, and followed by who shows them: signals. One signal serves values of every type, as one memo does
//! for values that follow others (`src/derived.rs`).

use std::any::Any;
use std::marker::PhantomData;

use leptos::prelude::*;

/// A value of some type.
type Anything = Box<dyn Any + Send + Sync>;

/// A signal of a `T`. A handle: copies share everything.
pub struct Held<T>(RwSignal<Anything>, PhantomData<fn() -> T>);

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Held<T> {}

impl<T: Send + Sync + 'static> Held<T> {
    /// A signal that begins with this value.
    pub fn new(value: T) -> Self {
        Self(signal(Box::new(value)), PhantomData)
    }

    /// Follows the value.
    pub fn track(self) {
        self.0.track();
    }

    /// Looks at the value, and follows it.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.with_untracked(look)
    }

    /// Looks at the value as it is now.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        // As with every signal: who looks at what has gone with its view is wrong.
        self.try_with_untracked(look).expect("a value that has gone")
    }

    /// Looks at the value as it is now, where it has not gone with its view.
    pub fn try_with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        let (mut look, mut seen) = (Some(look), None);
        read(self.0, &mut |it| {
            seen = look.take().zip(it.downcast_ref()).map(|(look, it)| look(it));
        });
        seen
    }

    /// Changes the value and tells who follows it.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let _ = self.try_update(change);
    }

    /// The same; gives what the change gives, where the value has not gone with its view.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.changed(true, change)
    }

    /// Changes the value and tells nobody.
    pub fn update_untracked<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.changed(false, change)
    }

    fn changed<U>(self, tell: bool, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let (mut change, mut done) = (Some(change), None);
        write(self.0, tell, &mut |it| {
            done = change.take().zip(it.downcast_mut()).map(|(change, it)| change(it));
        });
        done
    }

    /// Puts another value there and tells who follows it.
    pub fn set(self, value: T) {
        self.update(|it| *it = value);
    }
}

impl<T: Clone + Send + Sync + 'static> Held<T> {
    /// The value; whoever asks follows it.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value as it is now, where it has not gone with its view.
    pub fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

fn signal(value: Anything) -> RwSignal<Anything> {
    RwSignal::new(value)
}

fn read(signal: RwSignal<Anything>, look: &mut dyn FnMut(&dyn Any)) {
    signal.try_with_untracked(|it| look(&**it));
}

fn write(signal: RwSignal<Anything>, tell: bool, change: &mut dyn FnMut(&mut dyn Any)) {
    signal.try_maybe_update(|it| {
        change(&mut **it);
        (tell, ())
    });
}
