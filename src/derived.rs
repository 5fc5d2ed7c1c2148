//! Values that follow signals and change only when they differ, as Leptos' memos do. One memo serves values of every type:
//! what Leptos makes for a memo is large, and it makes it anew for each type.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

/// A value of some type, with what compares it.
#[derive(Clone)]
struct Value {
    held: Arc<dyn Any + Send + Sync>,
    same: fn(&Value, &Value) -> bool,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(self, other)
    }
}

impl Value {
    fn new<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        Self { held: Arc::new(value), same: |it, other| it.get::<T>() == other.get::<T>() }
    }

    fn get<T: 'static>(&self) -> Option<&T> {
        self.held.downcast_ref()
    }
}

type Compute = Box<dyn Fn(Option<&Value>) -> Value + Send + Sync>;

/// A memo of a `T`.
pub struct Derived<T>(Memo<Value>, PhantomData<fn() -> T>);

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: PartialEq + Clone + Send + Sync + 'static> Derived<T> {
    /// A value that is computed anew when what it is made of changes; `compute` is given the one before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let compute = Box::new(move |before: Option<&Value>| {
            Value::new(compute(before.and_then(Value::get)))
        });
        Self(memo(compute), PhantomData)
    }

    /// Follows the value.
    pub fn track(self) {
        self.0.track();
    }

    /// Looks at the value, and follows it.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        looked_at(&followed(self.0), look)
    }

    /// Looks at the value as it is now.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        looked_at(&untrack(|| followed(self.0)), look)
    }

    /// The value; whoever asks follows it.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

fn looked_at<T: 'static, U>(value: &Value, look: impl FnOnce(&T) -> U) -> U {
    match value.get() {
        Some(it) => look(it),
        // Only `Derived::new` makes values, of its own type.
        None => unreachable!("a value of another type"),
    }
}

fn memo(compute: Compute) -> Memo<Value> {
    Memo::new(move |before: Option<&Value>| compute(before))
}

fn followed(memo: Memo<Value>) -> Value {
    memo.get()
}
