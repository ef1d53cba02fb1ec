;; Which requests there are
;;
;; The universe `free` holds any assignment of texts to attributes; all blocks but those of this page are over
;; it. The universe `any`, the default of every question, holds the consistent ones: the account of the caller
;; is the one in its ARN, an unsigned request carries no key that only signed ones have, a key that AWS lists
;; as a number holds one, and so on (IAM/reference_policies_condition-keys, "Availability" of each key, and
;; IAM/reference_policies_variables, "Principal key values").
;;
;; Encoded as a conjunction of implications that is put beside the claim, over those attributes only that the
;; claim looks at, and those that tie two of them together. Exact in what it says; where AWS's pages leave a
;; case open both possibilities stay, so that what is proved holds of more requests than there can be, never of
;; fewer. A law here is a claim `in any`; beside it often stands the same over `free`, which a stray request
;; breaks.

(set-logic ALL)

;; policy account-1, type resource
;;   {"Principal": {"AWS": "111122223333"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy says-account-2, type resource
;;   {"Condition": {"StringEquals": {"aws:PrincipalAccount": "444455556666"}}}
;; emits
(push 1)
(declare-const |aws:principalaccount present| Bool)
(declare-const |aws:principalaccount| String)
(assert (and |aws:principalaccount present| (= |aws:principalaccount| "444455556666")))
(set-info :status sat)
(check-sat)
(pop 1)

;; law free-accounts-are-any: account-1 and says-account-2, expect sat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(declare-const |aws:principalaccount present| Bool)
(declare-const |aws:principalaccount| String)
(assert (and (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))) |aws:principalaccount present| (= |aws:principalaccount| "444455556666")))
(set-info :status sat)
(check-sat)
(pop 1)
;; law a-caller-is-of-its-account: account-1 and says-account-2, in any, expect unsat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(declare-const |aws:principalaccount present| Bool)
(declare-const |aws:principalaccount| String)
(declare-const principal String)
(define-fun term-1 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (= |principal segment 6| "root")))
(define-fun term-2 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))))
(define-fun term-3 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))))
(define-fun term-4 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))))
(define-fun term-5 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all))))
(define-fun term-6 () Bool (and (not |principal is arn|) (= principal "*")))
(assert (str.in_re |principal segment 5| (re.* in-segment)))
(assert (and (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))) |aws:principalaccount present| (= |aws:principalaccount| "444455556666") (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (and |aws:principalaccount present| (= |principal segment 5| |aws:principalaccount|))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (and |aws:principalaccount present| (= |principal segment 5| |aws:principalaccount|))) (not (or term-1 term-2 term-3 term-4 term-5))) (or (and |aws:principalaccount present| (= |aws:principalaccount| "anonymous")) (not term-6)) (or term-6 (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "service")) (str.in_re principal (re.++ (str.to_re "service:") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "federated")) (str.in_re principal (re.++ (str.to_re "federated:") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "oidc-provider/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "saml-provider/") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "canonical")) (str.in_re principal (re.++ (str.to_re "canonical:") re.all))) term-1 term-2 term-3 term-4 term-5 (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AIDA") re.all))) (str.in_re principal (re.++ (str.to_re "AIDA") re.all))) (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AROA") re.all))) (str.in_re principal (re.++ (str.to_re "AROA") re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy service, type resource
;;   {"Principal": {"Service": "sns.amazonaws.com"}}
;; emits
(push 1)
(declare-const principal String)
(assert (= principal "service:sns.amazonaws.com"))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy says-service, type resource
;;   {"Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}}}
;; emits
(push 1)
(declare-const |aws:principalisawsservice present| Bool)
(declare-const |aws:principalisawsservice| String)
(assert (and |aws:principalisawsservice present| (str.in_re |aws:principalisawsservice| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E"))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law who-says-service-is-one: says-service and account-1, in any, expect unsat
(push 1)
(declare-const |aws:principalisawsservice present| Bool)
(declare-const |aws:principalisawsservice| String)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(declare-const principal String)
(define-fun term-1 () Bool (and (not |principal is arn|) (= principal "*")))
(define-fun term-2 () Bool (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "service")) (str.in_re principal (re.++ (str.to_re "service:") re.all))))
(define-fun term-3 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (= |principal segment 6| "root")))
(define-fun term-4 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))))
(define-fun term-5 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))))
(define-fun term-6 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))))
(define-fun term-7 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all))))
(define-fun term-8 () Bool (= |aws:principalisawsservice| "true"))
(define-fun term-9 () Bool (and |aws:principalisawsservice present| term-8))
(assert (and |aws:principalisawsservice present| (str.in_re |aws:principalisawsservice| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")))) (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))) (or (not |aws:principalisawsservice present|) (not term-1)) (or |aws:principalisawsservice present| (not (or term-2 term-3 term-4 term-5 term-6 term-7))) (or term-2 (not term-9)) (or term-9 (not term-2)) (or term-1 term-2 (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "federated")) (str.in_re principal (re.++ (str.to_re "federated:") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "oidc-provider/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "saml-provider/") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "canonical")) (str.in_re principal (re.++ (str.to_re "canonical:") re.all))) term-3 term-4 term-5 term-6 term-7 (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AIDA") re.all))) (str.in_re principal (re.++ (str.to_re "AIDA") re.all))) (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AROA") re.all))) (str.in_re principal (re.++ (str.to_re "AROA") re.all)))) (not (and |aws:principalisawsservice present| (not (or term-8 (= |aws:principalisawsservice| "false")))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-service-says-so: service and not says-service, in any, expect unsat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const principal String)
(declare-const |aws:principalisawsservice present| Bool)
(declare-const |aws:principalisawsservice| String)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(define-fun term-1 () Bool (and (not |principal is arn|) (= principal "*")))
(define-fun term-2 () Bool (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "service")) (str.in_re principal (re.++ (str.to_re "service:") re.all))))
(define-fun term-3 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (= |principal segment 6| "root")))
(define-fun term-4 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))))
(define-fun term-5 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))))
(define-fun term-6 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))))
(define-fun term-7 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all))))
(define-fun term-8 () Bool (= |aws:principalisawsservice| "true"))
(define-fun term-9 () Bool (and |aws:principalisawsservice present| term-8))
(assert (and (and (not |principal is arn|) (= principal "service:sns.amazonaws.com")) (not (and |aws:principalisawsservice present| (str.in_re |aws:principalisawsservice| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")))))) (or (not |aws:principalisawsservice present|) (not term-1)) (or |aws:principalisawsservice present| (not (or term-2 term-3 term-4 term-5 term-6 term-7))) (or term-2 (not term-9)) (or term-9 (not term-2)) (or term-1 term-2 (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "federated")) (str.in_re principal (re.++ (str.to_re "federated:") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "oidc-provider/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "saml-provider/") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "canonical")) (str.in_re principal (re.++ (str.to_re "canonical:") re.all))) term-3 term-4 term-5 term-6 term-7 (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AIDA") re.all))) (str.in_re principal (re.++ (str.to_re "AIDA") re.all))) (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AROA") re.all))) (str.in_re principal (re.++ (str.to_re "AROA") re.all)))) (not (and |aws:principalisawsservice present| (not (or term-8 (= |aws:principalisawsservice| "false")))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy named, type resource
;;   {"Condition": {"StringEquals": {"aws:username": "ana"}}}
;; emits
(push 1)
(declare-const |aws:username present| Bool)
(declare-const |aws:username| String)
(assert (and |aws:username present| (= |aws:username| "ana")))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy a-role, type resource
;;   {"Principal": {"AWS": "arn:aws:iam::111122223333:role/app"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "role/app")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/app/") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law only-users-have-names: named and a-role, in any, expect unsat
(push 1)
(declare-const |aws:username present| Bool)
(declare-const |aws:username| String)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(declare-const principal String)
(define-fun term-1 () Bool (and (not |principal is arn|) (= principal "*")))
(define-fun term-2 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))))
(assert (and |aws:username present| (= |aws:username| "ana") (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "role/app")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/app/") re.all)))) (or (not |aws:username present|) (not term-1)) (or (and (str.in_re |aws:username| (re.inter (re.comp (re.++ re.all (str.to_re "/") re.all)) (re.++ re.allchar re.all))) |aws:username present| (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (and |aws:username present| (= |principal segment 6| (str.++ "user/" |aws:username|)))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (and |aws:username present| (and (= (str.substr |principal segment 6| 0 5) "user/") (<= 0 0) (<= 6 (str.len |principal segment 6|))) (<= 6 (- (str.len |principal segment 6|) (+ 1 (str.len |aws:username|)))) (and (= (str.substr |principal segment 6| (+ (- (str.len |principal segment 6|) (+ 1 (str.len |aws:username|))) 0) 1) "/") (= (str.substr |principal segment 6| (+ (- (str.len |principal segment 6|) (+ 1 (str.len |aws:username|))) 1) (str.len |aws:username|)) |aws:username|) (<= 0 (- (str.len |principal segment 6|) (+ 1 (str.len |aws:username|)))) (<= (+ (- (str.len |principal segment 6|) (+ 1 (str.len |aws:username|))) (+ 1 (str.len |aws:username|))) (str.len |principal segment 6|))))))) (not term-2)) (or (not |aws:username present|) term-2) (or term-1 (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "service")) (str.in_re principal (re.++ (str.to_re "service:") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "federated")) (str.in_re principal (re.++ (str.to_re "federated:") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "oidc-provider/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "saml-provider/") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "canonical")) (str.in_re principal (re.++ (str.to_re "canonical:") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (= |principal segment 6| "root")) term-2 (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all))) (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AIDA") re.all))) (str.in_re principal (re.++ (str.to_re "AIDA") re.all))) (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AROA") re.all))) (str.in_re principal (re.++ (str.to_re "AROA") re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law free-roles-have-any: named and a-role, expect sat
(push 1)
(declare-const |aws:username present| Bool)
(declare-const |aws:username| String)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and |aws:username present| (= |aws:username| "ana") (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "role/app")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/app/") re.all))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy role-arn, type resource
;;   {"Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/app"}}}
;; emits
(push 1)
(declare-const |aws:principalarn present| Bool)
(declare-const |aws:principalarn is arn| Bool)
(declare-const |aws:principalarn segment 1| String)
(declare-const |aws:principalarn segment 2| String)
(declare-const |aws:principalarn segment 3| String)
(declare-const |aws:principalarn segment 4| String)
(declare-const |aws:principalarn segment 5| String)
(declare-const |aws:principalarn segment 6| String)
(assert (and |aws:principalarn present| (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (= |aws:principalarn segment 2| "aws") (= |aws:principalarn segment 3| "iam") (= |aws:principalarn segment 4| "") (= |aws:principalarn segment 5| "111122223333") (= |aws:principalarn segment 6| "role/app"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy role-session, type resource
;;   {"Principal": {"AWS": "arn:aws:sts::111122223333:assumed-role/app/nightly"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "assumed-role/app/nightly")))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy other-session, type resource
;;   {"Principal": {"AWS": "arn:aws:sts::111122223333:assumed-role/app2/nightly"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "assumed-role/app2/nightly")))
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-session-can-have-its-role-s-arn: role-session and role-arn, in any, expect sat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(declare-const |aws:principalarn present| Bool)
(declare-const |aws:principalarn is arn| Bool)
(declare-const |aws:principalarn segment 1| String)
(declare-const |aws:principalarn segment 2| String)
(declare-const |aws:principalarn segment 3| String)
(declare-const |aws:principalarn segment 4| String)
(declare-const |aws:principalarn segment 5| String)
(declare-const |aws:principalarn segment 6| String)
(declare-const principal String)
(declare-const |HORNBEAM:CALLER-ACCOUNT| String)
(declare-const |HORNBEAM:CALLER-ACCOUNT present| Bool)
(declare-const |aws:principalarn| String)
(declare-const |HORNBEAM:CALLER-ROLE| String)
(declare-const |HORNBEAM:CALLER-ROLE present| Bool)
(define-fun term-1 () Bool (and (not |principal is arn|) (= principal "*")))
(define-fun term-2 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (= |principal segment 6| "root")))
(define-fun term-3 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))))
(define-fun term-4 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))))
(define-fun term-5 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))))
(define-fun term-6 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all))))
(assert (str.in_re |principal segment 5| (re.* in-segment)))
(assert (str.in_re |aws:principalarn segment 5| (re.* in-segment)))
(assert (and (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "assumed-role/app/nightly")) |aws:principalarn present| (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (= |aws:principalarn segment 2| "aws") (= |aws:principalarn segment 3| "iam") (= |aws:principalarn segment 4| "") (= |aws:principalarn segment 5| "111122223333") (= |aws:principalarn segment 6| "role/app")) (or (not |aws:principalarn present|) (not term-1)) (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (and |HORNBEAM:CALLER-ACCOUNT present| (= |principal segment 5| |HORNBEAM:CALLER-ACCOUNT|))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (and |HORNBEAM:CALLER-ACCOUNT present| (= |principal segment 5| |HORNBEAM:CALLER-ACCOUNT|))) (not (or term-2 term-3 term-4 term-5 term-6))) (or (and |aws:principalarn present| (= |principal is arn| |aws:principalarn is arn|) (ite |principal is arn| (and (= |principal segment 1| |aws:principalarn segment 1|) (= |principal segment 2| |aws:principalarn segment 2|) (= |principal segment 3| |aws:principalarn segment 3|) (= |principal segment 4| |aws:principalarn segment 4|) (= |principal segment 5| |aws:principalarn segment 5|) (= |principal segment 6| |aws:principalarn segment 6|)) (= principal |aws:principalarn|))) (not (or term-2 term-3 term-4 term-6))) (or (and (str.in_re |HORNBEAM:CALLER-ROLE| (re.inter (re.comp (re.++ re.all (str.to_re "/") re.all)) (re.++ re.allchar re.all))) |aws:principalarn present| (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (and |HORNBEAM:CALLER-ACCOUNT present| (= |principal segment 5| |HORNBEAM:CALLER-ACCOUNT|)) (and |HORNBEAM:CALLER-ROLE present| (str.prefixof (str.++ "assumed-role/" |HORNBEAM:CALLER-ROLE| "/") |principal segment 6|) (<= (+ 14 (str.len |HORNBEAM:CALLER-ROLE|)) (str.len |principal segment 6|)))) (or (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (= |aws:principalarn segment 3| "iam") (= |aws:principalarn segment 4| "") (and |HORNBEAM:CALLER-ACCOUNT present| (= |aws:principalarn segment 5| |HORNBEAM:CALLER-ACCOUNT|)) (and |HORNBEAM:CALLER-ROLE present| (= |aws:principalarn segment 6| (str.++ "role/" |HORNBEAM:CALLER-ROLE|)))) (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (= |aws:principalarn segment 3| "iam") (= |aws:principalarn segment 4| "") (and |HORNBEAM:CALLER-ACCOUNT present| (= |aws:principalarn segment 5| |HORNBEAM:CALLER-ACCOUNT|)) (and |HORNBEAM:CALLER-ROLE present| (and (= (str.substr |aws:principalarn segment 6| 0 5) "role/") (<= 0 0) (<= 6 (str.len |aws:principalarn segment 6|))) (<= 6 (- (str.len |aws:principalarn segment 6|) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|)))) (and (= (str.substr |aws:principalarn segment 6| (+ (- (str.len |aws:principalarn segment 6|) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|))) 0) 1) "/") (= (str.substr |aws:principalarn segment 6| (+ (- (str.len |aws:principalarn segment 6|) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|))) 1) (str.len |HORNBEAM:CALLER-ROLE|)) |HORNBEAM:CALLER-ROLE|) (<= 0 (- (str.len |aws:principalarn segment 6|) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|)))) (<= (+ (- (str.len |aws:principalarn segment 6|) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|))) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|))) (str.len |aws:principalarn segment 6|)))))) |HORNBEAM:CALLER-ROLE present|) (not term-5)) (or term-1 (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "service")) (str.in_re principal (re.++ (str.to_re "service:") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "federated")) (str.in_re principal (re.++ (str.to_re "federated:") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "oidc-provider/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "saml-provider/") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "canonical")) (str.in_re principal (re.++ (str.to_re "canonical:") re.all))) term-2 term-3 term-4 term-5 term-6 (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AIDA") re.all))) (str.in_re principal (re.++ (str.to_re "AIDA") re.all))) (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AROA") re.all))) (str.in_re principal (re.++ (str.to_re "AROA") re.all)))) (not (and |aws:principalarn present| (not (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (str.in_re |aws:principalarn segment 2| (re.++ re.allchar re.all)) (str.in_re |aws:principalarn segment 3| (re.++ re.allchar re.all)) (str.in_re |aws:principalarn segment 6| (re.++ re.allchar re.all))))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law and-not-another-role-s: other-session and role-arn, in any, expect unsat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(declare-const |aws:principalarn present| Bool)
(declare-const |aws:principalarn is arn| Bool)
(declare-const |aws:principalarn segment 1| String)
(declare-const |aws:principalarn segment 2| String)
(declare-const |aws:principalarn segment 3| String)
(declare-const |aws:principalarn segment 4| String)
(declare-const |aws:principalarn segment 5| String)
(declare-const |aws:principalarn segment 6| String)
(declare-const principal String)
(declare-const |HORNBEAM:CALLER-ACCOUNT| String)
(declare-const |HORNBEAM:CALLER-ACCOUNT present| Bool)
(declare-const |aws:principalarn| String)
(declare-const |HORNBEAM:CALLER-ROLE| String)
(declare-const |HORNBEAM:CALLER-ROLE present| Bool)
(define-fun term-1 () Bool (and (not |principal is arn|) (= principal "*")))
(define-fun term-2 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (= |principal segment 6| "root")))
(define-fun term-3 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))))
(define-fun term-4 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))))
(define-fun term-5 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))))
(define-fun term-6 () Bool (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (str.in_re |principal segment 5| (re.++ re.allchar re.all)) (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all))))
(assert (str.in_re |principal segment 5| (re.* in-segment)))
(assert (str.in_re |aws:principalarn segment 5| (re.* in-segment)))
(assert (and (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "assumed-role/app2/nightly")) |aws:principalarn present| (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (= |aws:principalarn segment 2| "aws") (= |aws:principalarn segment 3| "iam") (= |aws:principalarn segment 4| "") (= |aws:principalarn segment 5| "111122223333") (= |aws:principalarn segment 6| "role/app")) (or (not |aws:principalarn present|) (not term-1)) (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (and |HORNBEAM:CALLER-ACCOUNT present| (= |principal segment 5| |HORNBEAM:CALLER-ACCOUNT|))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (and |HORNBEAM:CALLER-ACCOUNT present| (= |principal segment 5| |HORNBEAM:CALLER-ACCOUNT|))) (not (or term-2 term-3 term-4 term-5 term-6))) (or (and |aws:principalarn present| (= |principal is arn| |aws:principalarn is arn|) (ite |principal is arn| (and (= |principal segment 1| |aws:principalarn segment 1|) (= |principal segment 2| |aws:principalarn segment 2|) (= |principal segment 3| |aws:principalarn segment 3|) (= |principal segment 4| |aws:principalarn segment 4|) (= |principal segment 5| |aws:principalarn segment 5|) (= |principal segment 6| |aws:principalarn segment 6|)) (= principal |aws:principalarn|))) (not (or term-2 term-3 term-4 term-6))) (or (and (str.in_re |HORNBEAM:CALLER-ROLE| (re.inter (re.comp (re.++ re.all (str.to_re "/") re.all)) (re.++ re.allchar re.all))) |aws:principalarn present| (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (and |HORNBEAM:CALLER-ACCOUNT present| (= |principal segment 5| |HORNBEAM:CALLER-ACCOUNT|)) (and |HORNBEAM:CALLER-ROLE present| (str.prefixof (str.++ "assumed-role/" |HORNBEAM:CALLER-ROLE| "/") |principal segment 6|) (<= (+ 14 (str.len |HORNBEAM:CALLER-ROLE|)) (str.len |principal segment 6|)))) (or (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (= |aws:principalarn segment 3| "iam") (= |aws:principalarn segment 4| "") (and |HORNBEAM:CALLER-ACCOUNT present| (= |aws:principalarn segment 5| |HORNBEAM:CALLER-ACCOUNT|)) (and |HORNBEAM:CALLER-ROLE present| (= |aws:principalarn segment 6| (str.++ "role/" |HORNBEAM:CALLER-ROLE|)))) (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (= |aws:principalarn segment 3| "iam") (= |aws:principalarn segment 4| "") (and |HORNBEAM:CALLER-ACCOUNT present| (= |aws:principalarn segment 5| |HORNBEAM:CALLER-ACCOUNT|)) (and |HORNBEAM:CALLER-ROLE present| (and (= (str.substr |aws:principalarn segment 6| 0 5) "role/") (<= 0 0) (<= 6 (str.len |aws:principalarn segment 6|))) (<= 6 (- (str.len |aws:principalarn segment 6|) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|)))) (and (= (str.substr |aws:principalarn segment 6| (+ (- (str.len |aws:principalarn segment 6|) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|))) 0) 1) "/") (= (str.substr |aws:principalarn segment 6| (+ (- (str.len |aws:principalarn segment 6|) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|))) 1) (str.len |HORNBEAM:CALLER-ROLE|)) |HORNBEAM:CALLER-ROLE|) (<= 0 (- (str.len |aws:principalarn segment 6|) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|)))) (<= (+ (- (str.len |aws:principalarn segment 6|) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|))) (+ 1 (str.len |HORNBEAM:CALLER-ROLE|))) (str.len |aws:principalarn segment 6|)))))) |HORNBEAM:CALLER-ROLE present|) (not term-5)) (or term-1 (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "service")) (str.in_re principal (re.++ (str.to_re "service:") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "federated")) (str.in_re principal (re.++ (str.to_re "federated:") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "oidc-provider/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "saml-provider/") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "canonical")) (str.in_re principal (re.++ (str.to_re "canonical:") re.all))) term-2 term-3 term-4 term-5 term-6 (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AIDA") re.all))) (str.in_re principal (re.++ (str.to_re "AIDA") re.all))) (ite |principal is arn| (and |principal is arn| (str.in_re |principal segment 1| (re.++ (str.to_re "AROA") re.all))) (str.in_re principal (re.++ (str.to_re "AROA") re.all)))) (not (and |aws:principalarn present| (not (and |aws:principalarn is arn| (= |aws:principalarn segment 1| "arn") (str.in_re |aws:principalarn segment 2| (re.++ re.allchar re.all)) (str.in_re |aws:principalarn segment 3| (re.++ re.allchar re.all)) (str.in_re |aws:principalarn segment 6| (re.++ re.allchar re.all))))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy not-a-number
;;   {"Condition": {"NumericNotEquals": {"s3:max-keys": "1"}, "Null": {"s3:max-keys": "false"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (or (not |s3:max-keys present|) (and |s3:max-keys present| (not (and |s3:max-keys is number| (= |s3:max-keys as number| 1.0)))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy a-number
;;   {"Condition": {"NumericLessThan": {"s3:max-keys": "1"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (< |s3:max-keys as number| 1.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy more
;;   {"Condition": {"NumericGreaterThan": {"s3:max-keys": "1"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (> |s3:max-keys as number| 1.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law numbers-are-numbers: not-a-number and not (a-number or more), in any, expect unsat
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (or (not |s3:max-keys present|) (and |s3:max-keys present| (not (and |s3:max-keys is number| (= |s3:max-keys as number| 1.0))))) (not (or (and |s3:max-keys present| (and |s3:max-keys is number| (< |s3:max-keys as number| 1.0))) (and |s3:max-keys present| (and |s3:max-keys is number| (> |s3:max-keys as number| 1.0))))) (not (and |s3:max-keys present| (not |s3:max-keys is number|)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law free-ones-need-not: not-a-number and not (a-number or more), expect sat
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (or (not |s3:max-keys present|) (and |s3:max-keys present| (not (and |s3:max-keys is number| (= |s3:max-keys as number| 1.0))))) (not (or (and |s3:max-keys present| (and |s3:max-keys is number| (< |s3:max-keys as number| 1.0))) (and |s3:max-keys present| (and |s3:max-keys is number| (> |s3:max-keys as number| 1.0)))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy v4
;;   {"Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}}
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (and |aws:sourceip present| |aws:sourceip is ipv4|))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy not-v6
;;   {"Condition": {"NotIpAddress": {"aws:SourceIp": "::/0"}, "Null": {"aws:SourceIp": "false"}}}
;; emits
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv6| Bool)
(declare-const |aws:sourceip as ipv6| (_ BitVec 128))
(assert (and |aws:sourceip present| (or (not |aws:sourceip present|) (and |aws:sourceip present| (not |aws:sourceip is ipv6|)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law an-address-is-of-some-family: not-v6 and not v4, in any, expect unsat
(push 1)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv6| Bool)
(declare-const |aws:sourceip as ipv6| (_ BitVec 128))
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (not (and |aws:sourceip is ipv4| |aws:sourceip is ipv6|)))
(assert (and |aws:sourceip present| (or (not |aws:sourceip present|) (and |aws:sourceip present| (not |aws:sourceip is ipv6|))) (not (and |aws:sourceip present| |aws:sourceip is ipv4|)) (not (and |aws:sourceip present| (not (or |aws:sourceip is ipv4| |aws:sourceip is ipv6|))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy not-this-year
;;   {"Condition": {"DateNotEquals": {"aws:CurrentTime": "2026"}}}
;; emits
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (or (not |aws:currenttime present|) (and |aws:currenttime present| (not (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy around-it
;;   [{"Condition": {"DateLessThan": {"aws:CurrentTime": "2026"}}},
;;    {"Condition": {"DateGreaterThan": {"aws:CurrentTime": "2026"}}}]
;; emits
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (or (and |aws:currenttime present| (and |aws:currenttime is time| (< |aws:currenttime as time| 1767225600.0))) (and |aws:currenttime present| (and |aws:currenttime is time| (> |aws:currenttime as time| 1767225600.0)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law there-is-a-time-always: not-this-year and not around-it, in any, expect unsat
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and |aws:currenttime present| (or (not |aws:currenttime present|) (and |aws:currenttime present| (not (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0))))) (not (or (and |aws:currenttime present| (and |aws:currenttime is time| (< |aws:currenttime as time| 1767225600.0))) (and |aws:currenttime present| (and |aws:currenttime is time| (> |aws:currenttime as time| 1767225600.0))))) (not (and |aws:currenttime present| (not |aws:currenttime is time|)))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy both-networks
;;   {"Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}, "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}
;; emits
(push 1)
(declare-const |aws:sourcevpc present| Bool)
(declare-const |aws:sourcevpc| String)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (and |aws:sourcevpc present| (= |aws:sourcevpc| "vpc-1") |aws:sourceip present| (and |aws:sourceip is ipv4| (= ((_ extract 31 24) |aws:sourceip as ipv4|) #b00001010))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law an-endpoint-or-the-internet: both-networks, in any, expect unsat
(push 1)
(declare-const |aws:sourcevpc present| Bool)
(declare-const |aws:sourcevpc| String)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(declare-const |aws:sourceip is ipv6| Bool)
(assert (not (and |aws:sourceip is ipv4| |aws:sourceip is ipv6|)))
(assert (and |aws:sourcevpc present| (= |aws:sourcevpc| "vpc-1") |aws:sourceip present| (and |aws:sourceip is ipv4| (= ((_ extract 31 24) |aws:sourceip as ipv4|) #b00001010)) (or (not |aws:sourcevpc present|) (not |aws:sourceip present|)) (not (and |aws:sourceip present| (not (or |aws:sourceip is ipv4| |aws:sourceip is ipv6|))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy tag-without-key
;;   {"Condition": {"Null": {"aws:RequestTag/team": "false"}, "ForAllValues:StringNotEquals": {"aws:TagKeys": ["team", "Team", "TEAM"]}}}
;; emits
(push 1)
(declare-const |aws:requesttag/team present| Bool)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (and |aws:requesttag/team present| (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "Team") (= |aws:tagkeys 1| "TEAM"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "Team") (= |aws:tagkeys 2| "TEAM"))) (and |aws:tagkeys 3 in| (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "Team") (= |aws:tagkeys 3| "TEAM")))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| "")))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy tag-with-key
;;   {"Condition": {"Null": {"aws:RequestTag/team": "false"}, "ForAnyValue:StringEquals": {"aws:TagKeys": "team"}}}
;; emits
(push 1)
(declare-const |aws:requesttag/team present| Bool)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:requesttag/team present| (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "team"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law a-tag-has-its-key: tag-with-key, in any, expect sat
(push 1)
(declare-const |aws:requesttag/team present| Bool)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 3| String)
(assert (and |aws:requesttag/team present| (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "team")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "team")) (and |aws:tagkeys 3 in| (= |aws:tagkeys 3| "team"))) (not (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "")) (and |aws:tagkeys 3 in| (= |aws:tagkeys 3| "")))) (or (not |aws:requesttag/team present|) (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "e") (str.to_re "E")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "m") (str.to_re "M"))))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "e") (str.to_re "E")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "m") (str.to_re "M"))))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "e") (str.to_re "E")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "m") (str.to_re "M")))))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law letter-case-of-tag-keys-does-not-count: tag-without-key, in any, expect sat
(push 1)
(declare-const |aws:requesttag/team present| Bool)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 4 in| Bool)
(declare-const |aws:tagkeys 5 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(declare-const |aws:tagkeys 4| String)
(declare-const |aws:tagkeys 5| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in| |aws:tagkeys 4 in| |aws:tagkeys 5 in|))
(assert (and |aws:requesttag/team present| (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "Team") (= |aws:tagkeys 1| "TEAM"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "Team") (= |aws:tagkeys 2| "TEAM"))) (and |aws:tagkeys 3 in| (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "Team") (= |aws:tagkeys 3| "TEAM"))) (and |aws:tagkeys 4 in| (or (= |aws:tagkeys 4| "team") (= |aws:tagkeys 4| "Team") (= |aws:tagkeys 4| "TEAM"))) (and |aws:tagkeys 5 in| (or (= |aws:tagkeys 5| "team") (= |aws:tagkeys 5| "Team") (= |aws:tagkeys 5| "TEAM")))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| ""))) (and |aws:tagkeys 5 in| (not (= |aws:tagkeys 5| ""))))))) (not (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "")) (and |aws:tagkeys 3 in| (= |aws:tagkeys 3| "")) (and |aws:tagkeys 4 in| (= |aws:tagkeys 4| "")) (and |aws:tagkeys 5 in| (= |aws:tagkeys 5| "")))) (or (not |aws:requesttag/team present|) (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "e") (str.to_re "E")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "m") (str.to_re "M"))))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "e") (str.to_re "E")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "m") (str.to_re "M"))))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "e") (str.to_re "E")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "m") (str.to_re "M"))))) (and |aws:tagkeys 4 in| (str.in_re |aws:tagkeys 4| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "e") (str.to_re "E")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "m") (str.to_re "M"))))) (and |aws:tagkeys 5 in| (str.in_re |aws:tagkeys 5| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "e") (str.to_re "E")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "m") (str.to_re "M")))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy an-unlisted-key
;;   {"Condition": {"NumericNotEquals": {"custom:size": "1"}, "Null": {"custom:size": "false"}}}
;; emits
(push 1)
(declare-const |custom:size present| Bool)
(declare-const |custom:size is number| Bool)
(declare-const |custom:size as number| Real)
(assert (and |custom:size present| (or (not |custom:size present|) (and |custom:size present| (not (and |custom:size is number| (= |custom:size as number| 1.0)))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy an-unlisted-number
;;   [{"Condition": {"NumericLessThan": {"custom:size": "1"}}},
;;    {"Condition": {"NumericGreaterThan": {"custom:size": "1"}}}]
;; emits
(push 1)
(declare-const |custom:size present| Bool)
(declare-const |custom:size is number| Bool)
(declare-const |custom:size as number| Real)
(assert (or (and |custom:size present| (and |custom:size is number| (< |custom:size as number| 1.0))) (and |custom:size present| (and |custom:size is number| (> |custom:size as number| 1.0)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law an-unlisted-key-is-typed-by-its-use: an-unlisted-key and not an-unlisted-number, in any, expect unsat
(push 1)
(declare-const |custom:size present| Bool)
(declare-const |custom:size is number| Bool)
(declare-const |custom:size as number| Real)
(assert (and |custom:size present| (or (not |custom:size present|) (and |custom:size present| (not (and |custom:size is number| (= |custom:size as number| 1.0))))) (not (or (and |custom:size present| (and |custom:size is number| (< |custom:size as number| 1.0))) (and |custom:size present| (and |custom:size is number| (> |custom:size as number| 1.0))))) (not (and |custom:size present| (not |custom:size is number|)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law or-holds-any-text: an-unlisted-key and not an-unlisted-number, in any, under unlisted-keys-are-typed=any-text, expect sat
(push 1)
(declare-const |custom:size present| Bool)
(declare-const |custom:size is number| Bool)
(declare-const |custom:size as number| Real)
(assert (and |custom:size present| (or (not |custom:size present|) (and |custom:size present| (not (and |custom:size is number| (= |custom:size as number| 1.0))))) (not (or (and |custom:size present| (and |custom:size is number| (< |custom:size as number| 1.0))) (and |custom:size present| (and |custom:size is number| (> |custom:size as number| 1.0)))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy anything
;;   {"Action": "s3*"}
;; emits
(push 1)
(declare-const action String)
(assert (str.in_re action (re.++ (str.to_re "s3") re.all)))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy an-action
;;   {"Action": "s3*:*"}
;; emits
(push 1)
(declare-const action String)
(assert (str.in_re action (re.++ (str.to_re "s3") re.all (str.to_re ":") re.all)))
(set-info :status sat)
(check-sat)
(pop 1)

;; law actions-have-a-colon: anything and not an-action, in any, expect unsat
(push 1)
(declare-const action String)
(assert (str.in_re action (re.inter (re.++ (str.to_re "s3") re.all) (re.comp (re.++ (str.to_re "s3") re.all (str.to_re ":") re.all)) (re.++ re.allchar re.all (str.to_re ":") re.allchar re.all))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law free-ones-need-not-have: anything and not an-action, expect sat
(push 1)
(declare-const action String)
(assert (str.in_re action (re.inter (re.++ (str.to_re "s3") re.all) (re.comp (re.++ (str.to_re "s3") re.all (str.to_re ":") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)
